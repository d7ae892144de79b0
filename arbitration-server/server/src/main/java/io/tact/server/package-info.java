/**
 * One node: reads the configuration, puts the adapters together, starts and stops them. Nothing imports this package.
 *
 * <p>Starting and stopping block the calling thread and belong on none of the event loops.
 */
@NullMarked
package io.tact.server;

import org.jspecify.annotations.NullMarked;

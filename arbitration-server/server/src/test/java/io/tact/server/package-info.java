/** A node as a whole. */
@NullMarked
package io.tact.server;

import org.jspecify.annotations.NullMarked;

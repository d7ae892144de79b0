/** Programs that need what the server keeps to itself. */
@NullMarked
package io.tact.server;

import org.jspecify.annotations.NullMarked;

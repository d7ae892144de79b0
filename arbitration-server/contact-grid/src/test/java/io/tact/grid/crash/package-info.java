/** The commit protocol, broken off before and after every step. One thread, no waiting: every point is reached for certain. */
@NullMarked
package io.tact.grid.crash;

import org.jspecify.annotations.NullMarked;

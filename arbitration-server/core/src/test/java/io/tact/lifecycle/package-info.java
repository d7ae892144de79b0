/** Tests of erasure and of reservations that run out, over a store in memory. */
@NullMarked
package io.tact.lifecycle;

import org.jspecify.annotations.NullMarked;

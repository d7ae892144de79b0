/**
 * What happens to data in the course of time: erasure of a subscriber and what is left of it, reservations that run out
 * without a word, and what is told of both.
 *
 * <p>Knows all of the core. Asynchronous where it goes through a port, pure otherwise; time is a parameter.
 */
@NullMarked
package io.tact.lifecycle;

import org.jspecify.annotations.NullMarked;

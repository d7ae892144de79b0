package io.tact.history;

/**
 * Values in the order in which they came: what a packing has said and may refer to.
 *
 * @param <T> values that never change
 */
interface Places<T> {
    /** What {@link #of} says of a value that was not there. */
    int NEW = -1;

    /** The place of a value, counted from 0; {@link #NEW} for one that was not there and now has the next place. */
    int of(T value);
}

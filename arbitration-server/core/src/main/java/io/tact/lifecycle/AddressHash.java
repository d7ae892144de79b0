package io.tact.lifecycle;

/**
 * A keyed hash: without the key nobody can tell of what it is. The same on every node and after every restart. Safe for any
 * thread.
 */
@FunctionalInterface
public interface AddressHash {
    /** The hash of a text: 1 to 128 characters of ASCII. */
    String of(String text);
}

package io.tact.port;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/**
 * Durable values that operators keep beside the ruleset, few and small, each under a kind and an id. What is said to be
 * done is durable, and what was done first is not lost if what was done later is kept. Called by many threads at once;
 * futures complete on threads that must not be blocked. A future that fails with {@link CouldNotDecideException} changed
 * nothing; any other failure leaves the outcome unknown.
 */
public interface OperatorStore extends AutoCloseable {
    /** The most bytes of one value. */
    int LARGEST_VALUE = 1 << 20;

    /**
     * Sets a value; one that was there is replaced.
     *
     * @param kind what sort of value it is; 1 to 255 bytes in UTF-8
     * @param id unique in its kind; 1 to 1,024 bytes in UTF-8
     * @param value at most {@link #LARGEST_VALUE} bytes
     * @throws IllegalArgumentException if any of them is out of range
     */
    CompletionStage<Void> put(String kind, String id, byte[] value);

    /**
     * Sets a value unless there is one. Of several at once one wins, and all are told the same.
     *
     * @return the value that is there now
     * @throws IllegalArgumentException as {@link #put}
     */
    CompletionStage<byte[]> putIfAbsent(String kind, String id, byte[] value);

    /** Removes a value. Does nothing if there is none. */
    CompletionStage<Void> remove(String kind, String id);

    /** The value of that kind and id; empty if there is none. */
    CompletionStage<Optional<byte[]>> find(String kind, String id);

    /** Every value of a kind, by id. */
    CompletionStage<SortedMap<String, byte[]>> all(String kind);

    /** The ids of every value of a kind. */
    CompletionStage<SortedSet<String>> ids(String kind);

    /** Ends after the changes under way are durable. Idempotent. */
    @Override
    void close();
}

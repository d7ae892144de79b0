package io.tact.port;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Durable feeds: entries are appended by commits and read in order. A position is given when the entry becomes true, so
 * that a reader who has seen one never misses another at or before it; positions are never used twice, not even after
 * everything was pruned.
 */
public interface Feeds {

    /** One feed. */
    enum Feed {
        /** What happened without anybody asking: reservations that ran out. */
        EVENTS,
        /** Who read or changed what they must account for. */
        AUDIT
    }

    /**
     * What a commit appends.
     *
     * @param at when it happened, to the millisecond
     * @param body what happened; not to be changed
     */
    record Append(Feed feed, Instant at, byte[] body) {}

    /**
     * An entry.
     *
     * @param position its place in the feed: 1 for the first, then one more each
     */
    record Entry(long position, Instant at, byte[] body) {}

    /** The entries after a position, in order, at most so many; 0 is before the first. */
    CompletionStage<List<Entry>> feed(Feed feed, long after, int most);

    /**
     * Forgets entries from the beginning on, up to the first that is not older than an instant.
     *
     * @return how many were forgotten; less than {@code most} if none is left
     */
    CompletionStage<Integer> prune(Feed feed, Instant before, int most);
}

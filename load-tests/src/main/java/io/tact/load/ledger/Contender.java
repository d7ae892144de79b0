package io.tact.load.ledger;

import java.util.List;

/** One way to check and to remember, durably, that a subscriber is contacted. */
interface Contender extends AutoCloseable {
    String name();

    /**
     * Opens what asks it for one round.
     *
     * @param inFlight how many requests may be unanswered at once, 1 or more
     */
    List<Lane> lanes(int inFlight) throws Exception;

    @Override
    default void close() throws Exception {}
}

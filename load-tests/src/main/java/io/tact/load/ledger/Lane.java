package io.tact.load.ledger;

/** One line of requests, asked by one thread. */
interface Lane extends AutoCloseable {

    /** Asks once more, or once more as many as are asked together. */
    void step(Tally tally) throws Exception;

    /** Waits for what is still unanswered. */
    default void finish(Tally tally) throws Exception {}

    @Override
    default void close() throws Exception {}
}

package io.tact.acceptance.consistency;

/**
 * A promise that was not kept.
 *
 * @param promise which
 * @param subscriber to whom; empty if to nobody in particular
 * @param rule the rule that was passed, or the request or reservation it is about
 * @param figures what was found, against what should be
 */
record Violation(Promise promise, String subscriber, String rule, String figures) {

    /** What is promised. */
    enum Promise {
        /** No cap is passed. */
        CAP,
        /** No budget is overdrawn. */
        BUDGET,
        /** The commits of an account follow each other, and its time does not go back. */
        ORDER,
        /** Decisions are made for the instant at which they are asked for. */
        TIME,
        /** What was acknowledged is there. */
        KEPT,
        /** Nothing is there twice. */
        ONCE,
        /** Nothing is there that nobody asked for. */
        ASKED_FOR,
        /** The same key has the same answer. */
        SAME_ANSWER,
        /** What was told of a reservation is reflected, and nothing else. */
        SETTLED,
        /** What ran out without a word is told of, once. */
        TOLD,
        /** Every answer is one that the contract has for the request. */
        ANSWER,
        /** It went on granting. */
        ALIVE
    }

    @Override
    public String toString() {
        return promise + (subscriber.isEmpty() ? "" : " of " + subscriber) + ": " + rule + ": " + figures;
    }
}

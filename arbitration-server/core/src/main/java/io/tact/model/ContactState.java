package io.tact.model;

/** Where a contact stands. */
public enum ContactState {
    /** A place is held; the channel has not said whether it sent. */
    RESERVED,
    /** The reservation ran out without a word from the channel: it may have been sent, so it keeps counting. */
    UNKNOWN,
    /** The channel confirmed that it sent. */
    SENT,
    /** It arrived. */
    DELIVERED,
    /** It was tried and did not arrive. */
    FAILED,
    /** The channel said that it was not sent: it counts nowhere. */
    RELEASED
}

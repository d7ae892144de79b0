package io.tact.model;

/** Who started the conversation. */
public enum Direction {
    /** We interrupt the subscriber. */
    OUTBOUND,
    /** The subscriber came to us. */
    INBOUND
}

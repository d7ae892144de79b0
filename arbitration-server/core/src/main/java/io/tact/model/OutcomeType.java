package io.tact.model;

/** What became of a contact. */
public enum OutcomeType {
    SENT,
    DELIVERED,
    FAILED,
    READ,
    CLICKED,
    NO_ANSWER,
    BUSY,
    VOICEMAIL,
    CONVERSATION,
    ACCEPTED,
    REFUSED,
    LATER,
    OPTED_OUT,
    COMPLAINED,
    /** Said not to be contacted again. */
    OBJECTED,
    /** Cut the call. */
    TERMINATED,
    /** Did not answer in a time that a rule takes for a no. */
    NO_RESPONSE;

    /** Whether the attempt certainly did not get through to a person, or was cut by them. */
    public boolean isUnanswered() {
        return this == NO_ANSWER || this == BUSY || this == VOICEMAIL || this == TERMINATED;
    }

    /** Whether a person certainly took part. */
    public boolean isAnswer() {
        return this == CONVERSATION
                || this == ACCEPTED
                || this == REFUSED
                || this == LATER
                || this == OPTED_OUT
                || this == OBJECTED;
    }

    /** Whether a stop may follow from it that outlasts the memory of ordinary contacts. */
    public boolean isStop() {
        return this == REFUSED || this == OBJECTED || this == OPTED_OUT || this == COMPLAINED || this == NO_RESPONSE;
    }
}

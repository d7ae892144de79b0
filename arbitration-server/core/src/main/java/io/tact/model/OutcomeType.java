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
    COMPLAINED;

    /** Whether the attempt certainly did not get through to a person. */
    public boolean isUnanswered() {
        return this == NO_ANSWER || this == BUSY || this == VOICEMAIL;
    }

    /** Whether a person certainly took part. */
    public boolean isAnswer() {
        return this == CONVERSATION || this == ACCEPTED || this == REFUSED || this == LATER || this == OPTED_OUT;
    }
}

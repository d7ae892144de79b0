package io.tact.model;

/** A consent apart from the ordinary one: it lifts, or satisfies, only the rows that name it. */
public enum SpecialConsent {
    /** To be contacted outside the permitted hours. */
    OUTSIDE_HOURS,
    /** To be contacted at night. */
    NIGHT,
    /** To be called by automatic equipment. */
    AUTOMATED
}

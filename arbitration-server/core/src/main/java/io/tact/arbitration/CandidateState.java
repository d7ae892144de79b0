package io.tact.arbitration;

/** What became of a candidate; each ends as exactly one of these. */
public enum CandidateState {
    /** It is to be sent. */
    SELECTED,
    /** Allowed, but something better was chosen. */
    OUTRANKED,
    /** It does not make sense for this subscriber now. */
    INELIGIBLE,
    /** The subscriber is held back as control. */
    CONTROL,
    /** Policy says no; time may cure it. */
    WITHHELD,
    /** Policy says not yet, and the caller will ask again. */
    DEFERRED
}

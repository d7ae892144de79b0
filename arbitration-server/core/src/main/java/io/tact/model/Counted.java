package io.tact.model;

/**
 * What a cap counts. A message whose fate is not yet known counts in every one of them: a cap must hold whatever the
 * channel reports later.
 */
public enum Counted {
    /** Every attempt that was not released, whatever came of it. */
    ATTEMPTS,
    /** Attempts that did not fail. */
    SENT,
    /** Attempts that did not fail; one that was sent counts until it is known to have failed. */
    DELIVERED,
    /** Attempts that no person is known to have answered. */
    UNANSWERED,
    /** Attempts that a person answered, or may have. */
    CONVERSATIONS
}

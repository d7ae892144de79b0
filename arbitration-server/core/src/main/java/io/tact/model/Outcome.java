package io.tact.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One report of what became of a contact.
 *
 * @param id the reporter's own id; the same id on the same contact is recorded once
 * @param type what happened
 * @param at when it happened, not when it was reported
 * @param reasonCode the reporter's detail, if any
 */
public record Outcome(String id, OutcomeType type, Instant at, @Nullable String reasonCode) {
    public Outcome {
        at = Instants.toMillis(at);
    }

    /** This outcome, or if it is said to have happened later than {@code latest}, the same at that instant. */
    public Outcome noLaterThan(Instant latest) {
        return at.isAfter(latest) ? new Outcome(id, type, latest, reasonCode) : this;
    }

    /** This outcome, or if it is said to have happened earlier than {@code earliest}, the same at that instant. */
    public Outcome noEarlierThan(Instant earliest) {
        return at.isBefore(earliest) ? new Outcome(id, type, earliest, reasonCode) : this;
    }
}

package io.tact.policy;

import io.tact.model.Counted;

/**
 * At most {@code max} contacts in a window.
 *
 * @param info the row
 * @param scope which contacts count, and which candidates must obey
 * @param level whose contacts are counted together
 * @param window over which time
 * @param zoneBasis whose calendar
 * @param max how many are allowed, 0 or more; 1 for a gap
 * @param counts what counts as a contact
 * @param key what else they must have in common with the candidate
 */
public record CapRule(
        RuleInfo info, Scope scope, Level level, Window window, ZoneBasis zoneBasis, int max, Counted counts, Key key)
        implements PolicyRule {
    public CapRule {
        if (max < 0) {
            throw new IllegalArgumentException("max (" + max + ") of " + info.name() + " must not be negative");
        }
    }

    /** Whose contacts are counted together. */
    public enum Level {
        ACCOUNT,
        SUBSCRIBER,
        LINE
    }

    /** What counted contacts must share with the candidate, beside the scope. */
    public enum Key {
        ALL,
        PER_SENDER,
        PER_CAMPAIGN,
        PER_OFFER,
        PER_CATEGORY,
        PER_SUBJECT
    }
}

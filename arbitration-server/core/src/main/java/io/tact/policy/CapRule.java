package io.tact.policy;

import io.tact.model.Counted;
import io.tact.model.Fixed;
import java.util.Set;

/**
 * At most {@code max} in a window.
 *
 * @param info the row
 * @param scope which contacts count, and which candidates must obey
 * @param level whose contacts are counted together
 * @param window over which time
 * @param zoneBasis whose calendar
 * @param max how much is allowed, 0 or more; 1 for a gap
 * @param counts what counts as a contact
 * @param keys what else they must have in common with the candidate, all of them; empty for nothing
 * @param mode what is added up; contacts for a gap
 */
public record CapRule(
        RuleInfo info,
        Scope scope,
        Level level,
        Window window,
        ZoneBasis zoneBasis,
        Fixed max,
        Counted counts,
        Set<Key> keys,
        Mode mode)
        implements PolicyRule {
    public CapRule {
        if (window instanceof Window.Gap && mode != Mode.COUNT) {
            throw new IllegalArgumentException(
                    info.name() + " cannot be a gap and add up " + mode + ": a gap lies between contacts");
        }
        if (max.isNegative()) {
            throw new IllegalArgumentException("max (" + max + ") of " + info.name() + " must not be negative");
        }
        keys = Set.copyOf(keys);
    }

    /** A cap on the number of contacts. */
    public CapRule(
            RuleInfo info,
            Scope scope,
            Level level,
            Window window,
            ZoneBasis zoneBasis,
            int max,
            Counted counts,
            Set<Key> keys) {
        this(info, scope, level, window, zoneBasis, Fixed.of(max), counts, keys, Mode.COUNT);
    }

    /** Whose contacts are counted together. */
    public enum Level {
        ACCOUNT,
        SUBSCRIBER,
        LINE
    }

    /** What counted contacts must share with the candidate, beside the scope. */
    public enum Key {
        PER_SENDER,
        PER_CAMPAIGN,
        PER_OFFER,
        PER_CATEGORY,
        PER_SUBJECT
    }

    /** What is added up. */
    public enum Mode {
        /** Contacts. */
        COUNT,
        /** Different channels, the candidate's own included. */
        DISTINCT_CHANNELS,
        /** Different offers, the candidate's own included. One that is not known may be any other, so it is one more. */
        DISTINCT_OFFERS,
        /** What the contacts cost, the candidate's own included; an amount that is not known is none. */
        SUM_CONTACT_COST,
        /** What the incentives cost, the candidate's own included. */
        SUM_INCENTIVE_COST,
        /** What the offers are worth, the candidate's own included. */
        SUM_VALUE
    }
}

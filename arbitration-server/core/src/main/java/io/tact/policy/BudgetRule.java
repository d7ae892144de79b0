package io.tact.policy;

import io.tact.model.Slot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * At most {@code max} contacts in a period, over all subscribers: what a channel can carry, or how much there is of an offer.
 * A reservation draws one unit; it comes back when the reservation is released, and only then.
 *
 * @param info the row
 * @param scope which contacts draw on it
 * @param period how long it lasts
 * @param zone whose hours and days
 * @param max how many in one period, 0 or more
 */
public record BudgetRule(RuleInfo info, Scope scope, Period period, ZoneId zone, long max) {

    /** How long a budget lasts. */
    public enum Period {
        /** An hour of the zone's clock. */
        HOUR,
        /** A day of the zone's calendar. */
        DAY,
        /** For good. */
        TOTAL
    }

    public BudgetRule {
        if (max < 0) {
            throw new IllegalArgumentException("max (" + max + ") of " + info.name() + " must be 0 or more");
        }
    }

    /** Whether such a message draws on it at an instant. */
    public boolean covers(Slot slot, Instant now) {
        return scope.covers(slot) && isInForce(now);
    }

    /** Whether the row applies on that day of its zone. */
    public boolean isInForce(Instant now) {
        return info.inForceOn(now.atZone(zone).toLocalDate());
    }

    /** The period that an instant is in. */
    public BudgetPeriod periodAt(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return switch (period) {
            case HOUR -> {
                ZonedDateTime begin = local.truncatedTo(ChronoUnit.HOURS);
                yield named(begin.toInstant(), begin.plusHours(1).toInstant());
            }
            case DAY -> {
                ZonedDateTime begin = local.toLocalDate().atStartOfDay(zone);
                yield named(
                        begin.toInstant(),
                        local.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant());
            }
            case TOTAL -> new BudgetPeriod(info.id(), period.name(), null);
        };
    }

    private BudgetPeriod named(Instant begin, Instant ends) {
        return new BudgetPeriod(info.id(), period + " " + begin, ends);
    }
}

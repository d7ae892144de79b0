package io.tact.model;

import java.time.DayOfWeek;
import java.util.Set;

/**
 * When a subscriber wants to hear of offers, on their own clock, {@code [open, close)}.
 *
 * @param days the days on which it opens; empty for all
 * @param open minute of the day, 0 to 1439
 * @param close minute of the day, 1 to 1440; at or before {@code open} it is on the next day
 */
public record PreferredHours(Set<DayOfWeek> days, int open, int close) {
    public PreferredHours {
        days = Set.copyOf(days);
        if (open < 0 || open > 1439 || close < 1 || close > 1440) {
            throw new IllegalArgumentException("preferred hours run from 00:00 to 24:00 at the most");
        }
    }
}

package io.tact.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One period of one budget: what is granted in it is counted together, over all subscribers and nodes.
 *
 * @param budget the id of the budget's row
 * @param name which period, unique for its budget: {@code HOUR 2026-11-23T10:00:00Z} by the instant it begins, or {@code
 *     TOTAL}
 * @param ends when it is over; null for never
 */
public record BudgetPeriod(String budget, String name, @Nullable Instant ends) {

    /** Whether it is over at an instant. */
    public boolean isOver(Instant now) {
        return ends != null && !now.isBefore(ends);
    }
}

package io.tact.rules.tables;

import io.tact.model.Condition;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code eligibility}: its target is eligible if all its conditions hold on a day on which it is in
 * force.
 *
 * @param id unique in the table
 * @param campaign the campaign it is about, or null for any
 * @param offer the offer it is about, or null for any
 * @param treatment the treatment it is about, or null for any
 * @param conditions all of which must hold
 * @param effectiveFrom the first day it is in force on the subscriber's calendar; null for always
 * @param effectiveTo the last day; null for always. A row that is not in force still stands for its target: it makes
 *     nobody eligible
 */
public record EligibilityRow(
        String id,
        @Nullable String campaign,
        @Nullable String offer,
        @Nullable String treatment,
        List<Condition> conditions,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {
    public EligibilityRow {
        conditions = List.copyOf(conditions);
    }

    /** A row that is always in force. */
    public EligibilityRow(
            String id,
            @Nullable String campaign,
            @Nullable String offer,
            @Nullable String treatment,
            List<Condition> conditions) {
        this(id, campaign, offer, treatment, conditions, null, null);
    }

    /** As it appears in reasons: {@code eligibility#topup-prepaid}. */
    public String name() {
        return "eligibility#" + id;
    }
}

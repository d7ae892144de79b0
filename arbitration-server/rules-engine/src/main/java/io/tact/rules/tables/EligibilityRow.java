package io.tact.rules.tables;

import io.tact.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code eligibility}: its target is eligible if all its conditions hold.
 *
 * @param id unique in the table
 * @param campaign the campaign it is about, or null for any
 * @param offer the offer it is about, or null for any
 * @param treatment the treatment it is about, or null for any
 * @param conditions all of which must hold
 */
public record EligibilityRow(
        String id,
        @Nullable String campaign,
        @Nullable String offer,
        @Nullable String treatment,
        List<Condition> conditions) {
    public EligibilityRow {
        conditions = List.copyOf(conditions);
    }
}

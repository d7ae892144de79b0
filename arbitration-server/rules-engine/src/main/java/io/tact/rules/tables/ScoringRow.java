package io.tact.rules.tables;

import io.tact.facts.Factor;
import io.tact.model.Channel;
import io.tact.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code scoring}: gives factors to its target where all its conditions hold.
 *
 * @param id unique in the table
 * @param campaign the campaign it is about, or null for any
 * @param offer the offer it is about, or null for any
 * @param channel the channel it is about, or null for any
 * @param conditions all of which must hold
 * @param factors the factors it gives, at least one
 */
public record ScoringRow(
        String id,
        @Nullable String campaign,
        @Nullable String offer,
        @Nullable Channel channel,
        List<Condition> conditions,
        Map<Factor, FactorSource> factors) {
    public ScoringRow {
        conditions = List.copyOf(conditions);
        factors = Map.copyOf(factors);
    }
}

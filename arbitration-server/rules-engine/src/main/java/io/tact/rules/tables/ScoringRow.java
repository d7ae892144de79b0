package io.tact.rules.tables;

import io.tact.facts.Factor;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Slot;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code scoring}: gives factors to its target where all its conditions hold on a day on which it is
 * in force.
 *
 * @param id unique in the table
 * @param campaign the campaign it is about, or null for any
 * @param offer the offer it is about, or null for any
 * @param channel the channel it is about, or null for any
 * @param conditions all of which must hold
 * @param factors the factors it gives, at least one
 * @param effectiveFrom the first day it is in force on the subscriber's calendar; null for always
 * @param effectiveTo the last day; null for always
 */
public record ScoringRow(
        String id,
        @Nullable String campaign,
        @Nullable String offer,
        @Nullable Channel channel,
        List<Condition> conditions,
        Map<Factor, FactorSource> factors,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {
    public ScoringRow {
        conditions = List.copyOf(conditions);
        factors = Map.copyOf(factors);
    }

    /** A row that is always in force. */
    public ScoringRow(
            String id,
            @Nullable String campaign,
            @Nullable String offer,
            @Nullable Channel channel,
            List<Condition> conditions,
            Map<Factor, FactorSource> factors) {
        this(id, campaign, offer, channel, conditions, factors, null, null);
    }

    /** As it appears in reasons: {@code scoring#bill-shock}. */
    public String name() {
        return "scoring#" + id;
    }

    /** Whether it gives a propensity to everything that it is about, on every day and whatever is known of the subscriber. */
    boolean alwaysGivesPropensity() {
        return conditions.isEmpty()
                && effectiveFrom == null
                && effectiveTo == null
                && factors.get(Factor.PROPENSITY) instanceof FactorSource.Literal;
    }

    /** Whether it is about a message. */
    boolean isAbout(Slot slot) {
        return (campaign == null || campaign.equals(slot.campaign()))
                && (offer == null || offer.equals(slot.offer()))
                && (channel == null || channel.equals(slot.channel()));
    }
}

package io.tact.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it appears on one channel: one row of the catalogue.
 *
 * @param id unique in the catalogue
 * @param slot the dimensions policy may test; its campaign and offer are never null
 * @param owner who answers for the campaign, if named
 * @param starts the first instant of the campaign; null for always
 * @param ends the first instant after the campaign; null for never
 * @param priority larger is more important; the third key of the ranking
 * @param value what the offer is worth to the business
 * @param contactCost what the contact costs
 * @param incentiveCost what the incentive costs
 * @param prior the propensity to use where none is known, 0 to 1
 * @param lever a business lever in percent; 50 means half as much again
 * @param controlShare the campaign's own control share, 0 to 1; null for the ruleset's default
 * @param notAfter the latest time of sending; null for none
 * @param content by language tag; the empty tag is the default
 */
public record Treatment(
        String id,
        Slot slot,
        @Nullable String owner,
        @Nullable Instant starts,
        @Nullable Instant ends,
        int priority,
        Fixed value,
        Fixed contactCost,
        Fixed incentiveCost,
        Fixed prior,
        Fixed lever,
        @Nullable Fixed controlShare,
        @Nullable Instant notAfter,
        Map<String, String> content) {
    public Treatment {
        content = Map.copyOf(content);
        if (slot.campaign() == null || slot.offer() == null) {
            throw new IllegalArgumentException("treatment " + id + " needs a campaign and an offer");
        }
    }

    public String campaign() {
        return java.util.Objects.requireNonNull(slot.campaign());
    }

    public String offer() {
        return java.util.Objects.requireNonNull(slot.offer());
    }

    /** Whether the campaign is running at {@code now}: from its start, until just before its end. */
    public boolean runsAt(Instant now) {
        return (starts == null || !now.isBefore(starts)) && (ends == null || now.isBefore(ends));
    }

    /** The content in a language, else in the language's base ({@code fr} for {@code fr-CA}), else the default. */
    public @Nullable String contentIn(@Nullable String language) {
        if (language != null) {
            String exact = content.get(language);
            if (exact != null) {
                return exact;
            }
            int dash = language.indexOf('-');
            String base = dash < 0 ? null : content.get(language.substring(0, dash));
            if (base != null) {
                return base;
            }
        }
        return content.get("");
    }
}

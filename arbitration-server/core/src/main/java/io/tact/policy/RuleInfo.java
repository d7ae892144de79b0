package io.tact.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every policy row says of itself.
 *
 * @param table the table it stands in
 * @param id unique in its table
 * @param pack the ruleset part it came from: the ruleset's own name, or a pack's
 * @param jurisdiction where it binds; null for everywhere
 * @param effectiveFrom the first local day it applies; null for always
 * @param effectiveTo the last local day it applies; null for always
 * @param citation the law or policy behind it, if named
 */
public record RuleInfo(
        String table,
        String id,
        String pack,
        @Nullable String jurisdiction,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable String citation) {

    /** As it appears in reasons: {@code caps#sms-week}. */
    public String name() {
        return table + "#" + id;
    }

    /** Whether it applies on that local day. */
    public boolean inForceOn(LocalDate day) {
        return (effectiveFrom == null || !day.isBefore(effectiveFrom))
                && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    /** Whether it binds a subscriber of that jurisdiction; an unknown jurisdiction is bound by all. */
    public boolean binds(@Nullable String subscriberJurisdiction) {
        return jurisdiction == null
                || subscriberJurisdiction == null
                || jurisdiction.equals(subscriberJurisdiction)
                || subscriberJurisdiction.startsWith(jurisdiction + "-");
    }
}

package io.tact.policy;

import io.tact.model.Binding;
import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every policy row says of itself.
 *
 * @param table the table it stands in
 * @param id unique in its table
 * @param name as it appears in reasons: {@code caps#sms-week}
 * @param pack the ruleset part it came from: the ruleset's own name, or a pack's
 * @param jurisdiction where it binds; null for everywhere
 * @param effectiveFrom the first local day it applies; null for always
 * @param effectiveTo the last local day it applies; null for always
 * @param citation the law or policy behind it, if named
 * @param binding with what force it binds
 * @param verified whether its figures were confirmed against the source
 */
public record RuleInfo(
        String table,
        String id,
        String name,
        String pack,
        @Nullable String jurisdiction,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable String citation,
        Binding binding,
        boolean verified) {

    public RuleInfo {
        name = table + "#" + id;
    }

    public RuleInfo(
            String table,
            String id,
            String pack,
            @Nullable String jurisdiction,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable String citation,
            Binding binding,
            boolean verified) {
        this(table, id, "", pack, jurisdiction, effectiveFrom, effectiveTo, citation, binding, verified);
    }

    /** An operator's own row. */
    public RuleInfo(
            String table,
            String id,
            String pack,
            @Nullable String jurisdiction,
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable String citation) {
        this(table, id, pack, jurisdiction, effectiveFrom, effectiveTo, citation, Binding.OPERATOR, true);
    }

    /** Whether it applies on that local day. */
    public boolean inForceOn(LocalDate day) {
        return (effectiveFrom == null || !day.isBefore(effectiveFrom))
                && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    /** Whether it binds a subscriber who may be there. */
    public boolean binds(Whereabouts where) {
        return jurisdiction == null || where.mayBeIn(jurisdiction);
    }

    /** A reason that this row gives. */
    Reason reason(
            Reason.Code code,
            @Nullable String text,
            @Nullable Long used,
            @Nullable Long max,
            @Nullable String window,
            @Nullable Instant nextAllowedAt) {
        return new Reason(
                code,
                name(),
                text,
                used,
                max,
                window,
                citation,
                binding == Binding.OPERATOR ? null : binding,
                verified ? null : Boolean.FALSE,
                nextAllowedAt);
    }

    /** What is left of this row, a cap. */
    CapAllowance allowance(Fixed used, Fixed max, String window, @Nullable Instant freesAt) {
        return new CapAllowance(
                name(),
                used,
                max,
                window,
                freesAt,
                citation,
                binding == Binding.OPERATOR ? null : binding,
                verified ? null : Boolean.FALSE);
    }
}

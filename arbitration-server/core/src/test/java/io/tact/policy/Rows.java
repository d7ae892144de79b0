package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a pack, exemptions from them, and what they ask of the subscriber, in a few words. */
final class Rows {
    private Rows() {}

    static RuleInfo row(String table, String id, String pack) {
        return new RuleInfo(table, id, pack, null, null, null, null);
    }

    static Scope scope(Purpose purpose) {
        return new Scope(
                Set.of(),
                Set.of(Direction.OUTBOUND),
                Set.of(purpose),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    static ExemptionRule lifting(String pack, RuleKind... kinds) {
        return exemption(pack, Set.of(), null, Set.of(kinds), Set.of(), true);
    }

    static ExemptionRule customers(@Nullable String validFor, RuleKind... kinds) {
        return exemption("law", Set.of(Relation.Kind.EXISTING_CUSTOMER), validFor, Set.of(kinds), Set.of(), true);
    }

    static ExemptionRule exemption(
            String pack,
            Set<Relation.Kind> relations,
            @Nullable String validFor,
            Set<RuleKind> lifts,
            Set<String> rows,
            boolean counts) {
        return new ExemptionRule(
                row("exemptions", "e", pack),
                Scope.OUTBOUND,
                relations,
                validFor == null ? null : Span.parse(validFor),
                lifts,
                rows,
                counts);
    }

    static CapRule cap(String pack, int max) {
        return cap(pack, pack, max);
    }

    static CapRule cap(String id, String pack, int max) {
        return new CapRule(
                row("caps", id, pack),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                Story.rolling("P1D"),
                ZoneBasis.SUBSCRIBER,
                Fixed.of(max),
                Counted.ATTEMPTS,
                Set.of(),
                CapRule.Mode.COUNT);
    }

    static HoursRule hours(String pack) {
        return new HoursRule(
                row("hours", pack, pack),
                Scope.OUTBOUND,
                HoursRule.Kind.QUIET,
                Set.of(),
                List.of(new HoursRule.Interval(0, 1440)),
                ZoneBasis.SUBSCRIBER);
    }

    static HoursRule weekdays(String pack) {
        return new HoursRule(
                row("hours", pack, pack),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                EnumSet.allOf(DayOfWeek.class),
                List.of(new HoursRule.Interval(540, 1080)),
                ZoneBasis.SUBSCRIBER);
    }

    static ConsentRule optIn(String pack) {
        return new ConsentRule(row("consent", pack, pack), Scope.OUTBOUND, ConsentRule.Model.OPT_IN, null);
    }

    static ConsentRule listed(String pack) {
        return new ConsentRule(
                row("consent", pack + "-list", pack),
                Scope.OUTBOUND,
                ConsentRule.Model.NONE,
                null,
                null,
                Set.of(),
                new ConsentRule.ListCheck("dnc", null, false));
    }

    static CooloffRule cooloff(String pack) {
        return new CooloffRule(
                row("cooloffs", pack, pack),
                Scope.OUTBOUND,
                Set.of(),
                Set.of(OutcomeType.REFUSED),
                1,
                null,
                Set.of(),
                Span.parse("P7D"),
                CooloffRule.Start.INSTANT);
    }

    static ExclusionRule exclusion(String pack) {
        return new ExclusionRule.NotAfter(
                row("exclusions", pack, pack),
                Selector.ALL,
                Selector.ALL,
                Span.parse("P7D"),
                List.of(),
                Set.of(Direction.OUTBOUND));
    }

    static Relation relation(String at, @Nullable String until) {
        return new Relation(
                Relation.Kind.EXISTING_CUSTOMER,
                "OP",
                null,
                Instant.parse(at),
                until == null ? null : Instant.parse(until));
    }

    static Consent said(@Nullable SpecialConsent special, boolean granted, String at) {
        return new Consent(Story.SMS, null, null, null, special, granted, Instant.parse(at), null, null);
    }
}

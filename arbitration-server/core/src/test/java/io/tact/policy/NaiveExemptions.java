package io.tact.policy;

import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Exemptions and the relations they ask for, by the letter. */
final class NaiveExemptions {
    private NaiveExemptions() {}

    /** Whether an exemption holds for messages of a slot at a moment, as far as a row is concerned. */
    static boolean holds(ExemptionRule exemption, RuleInfo row, Slot slot, NaiveMoment m) {
        Set<String> known = m.given().situation.where().jurisdictions();
        return NaiveMatch.covers(exemption.scope(), slot)
                && NaiveMatch.holdsWhereverBinds(exemption.info().jurisdiction(), row.jurisdiction(), known)
                && m.isInForce(exemption.info())
                && (exemption.relations().isEmpty() || isRelated(exemption.relations(), exemption.validFor(), slot, m));
    }

    static boolean isRelated(Set<Relation.Kind> kinds, @Nullable Span validFor, Slot slot, NaiveMoment m) {
        return m.subscriber().circumstances().relations().stream()
                .filter(r -> kinds.contains(r.kind()))
                .filter(r -> NaiveMatch.covers(r, slot))
                .filter(r -> r.at() == null || !m.t().isBefore(r.at()))
                .anyMatch(r -> r.until() == null || m.t().isBefore(end(r.until(), validFor, m)));
    }

    private static Instant end(Instant until, @Nullable Span validFor, NaiveMoment m) {
        return validFor == null ? until : NaiveClock.plus(until, validFor, m.zone());
    }

    /**
     * Whether an exemption lifts rows of a kind that speak as one: it must lift all of them. What a relation lifts, a
     * refusal of the subscriber puts back.
     */
    static boolean isLifted(RuleKind kind, List<? extends PolicyRule> rows, NaiveMoment m) {
        for (ExemptionRule exemption : m.given().exemptions) {
            boolean lifts = rows.stream().allMatch(row -> lifts(exemption, kind, row.info()));
            boolean byRelation = !exemption.relations().isEmpty();
            boolean heard = byRelation && rows.get(0) instanceof ConsentRule row && NaiveConsents.isRefused(row, m);
            if (lifts && !heard && holds(exemption, rows.get(0).info(), m.slot(), m)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lifts(ExemptionRule exemption, RuleKind kind, RuleInfo row) {
        boolean named =
                exemption.lifts().contains(kind) || exemption.liftsRows().contains(row.table() + "#" + row.id());
        return named && exemption.info().pack().equals(row.pack());
    }
}

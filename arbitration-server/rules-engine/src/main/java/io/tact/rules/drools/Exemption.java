package io.tact.rules.drools;

import io.tact.model.Relation;
import io.tact.model.Whereabouts;
import io.tact.policy.ExemptionRule;
import io.tact.policy.RuleKind;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One exemption, as {@link DrlPrinter} prints it.
 *
 * @param messages which messages it is about
 * @param kinds the relations one of which there must be, separated by blanks; empty for no condition
 * @param validFor how long after its end a relation counts; null for not at all
 * @param from the first local day it is in force; null for always
 * @param to the last; null for no end
 * @param part the only jurisdiction in which it holds; null for everywhere
 * @param whole the jurisdiction of the row it is about, of which nobody may be elsewhere than in {@code part}; null for any
 */
public record Exemption(
        Messages messages,
        String kinds,
        @Nullable String validFor,
        @Nullable String from,
        @Nullable String to,
        @Nullable String part,
        @Nullable String whole) {

    /** This exemption, while there is one of some relations, separated by blanks. */
    public Exemption related(String some, @Nullable String afterItsEnd) {
        return new Exemption(messages, some, afterItsEnd, from, to, part, whole);
    }

    /** This exemption, in force from one local day to another; null for no end. */
    public Exemption between(@Nullable String first, @Nullable String last) {
        return new Exemption(messages, kinds, validFor, first, last, part, whole);
    }

    /** This exemption, for who is surely in one jurisdiction wherever in the other they may be; null for anywhere. */
    public Exemption surelyIn(String only, @Nullable String of) {
        return new Exemption(messages, kinds, validFor, from, to, only, of);
    }

    boolean reaches(Whereabouts where) {
        return part == null || where.isSurelyIn(part, whole);
    }

    /** As a row whose contacts caps do not count. */
    ExemptionRule uncounted() {
        return rule(Set.of(), false);
    }

    /** As a row that lifts one kind of rows. */
    ExemptionRule lifting(RuleKind kind) {
        return rule(Set.of(kind), true);
    }

    private ExemptionRule rule(Set<RuleKind> lifts, boolean counts) {
        return new ExemptionRule(
                Written.info("exemptions#row", from, to),
                messages.scope(),
                Written.words(kinds).map(Relation.Kind::valueOf).collect(Collectors.toSet()),
                Written.span(validFor),
                lifts,
                Set.of(),
                counts);
    }
}

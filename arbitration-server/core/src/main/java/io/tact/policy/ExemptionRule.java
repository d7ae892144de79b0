package io.tact.policy;

import io.tact.model.Relation;
import io.tact.model.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lifts other rows of its own pack, exactly those of the kinds, or of the names, that it says.
 *
 * @param info the row
 * @param scope which messages it is about
 * @param relations one of which the subscriber must have for it to hold; empty for no condition
 * @param validFor how long after its end a relation still counts; null for not at all
 * @param lifts the kinds of rows it lifts
 * @param liftsRows single rows it lifts, by {@link RuleInfo#name()}
 * @param countsTowardCaps whether contacts it is about are counted by the caps of its pack
 */
public record ExemptionRule(
        RuleInfo info,
        Scope scope,
        Set<Relation.Kind> relations,
        @Nullable Span validFor,
        Set<RuleKind> lifts,
        Set<String> liftsRows,
        boolean countsTowardCaps)
        implements PolicyRule {
    public ExemptionRule {
        relations = Set.copyOf(relations);
        lifts = Set.copyOf(lifts);
        liftsRows = Set.copyOf(liftsRows);
    }

    /** Whether it lifts the rows of that kind, or that row, of its pack. */
    public boolean lifts(RuleKind kind, RuleInfo row) {
        return row.pack().equals(info.pack()) && (lifts.contains(kind) || liftsRows.contains(row.name()));
    }
}

package io.tact.rules.checks;

import io.tact.model.Attribute;
import io.tact.model.Condition;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.Satisfiable;
import io.tact.rules.tables.ScoringRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds rows of {@code eligibility} and {@code scoring} that never hold, and rows of {@code eligibility} that add nothing. */
final class IdleConditions {
    /** How many pairs of rows are compared at most: then the rest is not told. */
    private static final int MOST_PAIRS = 2_000_000;

    private final ParsedRuleset ruleset;
    private final Cells cells;
    private final Set<String> impossible = new HashSet<>();
    private int pairs;

    IdleConditions(ParsedRuleset ruleset, Cells cells) {
        this.ruleset = ruleset;
        this.cells = cells;
    }

    /** @return the names of the rows of {@code eligibility} that never hold */
    Set<String> check() {
        for (EligibilityRow row : ruleset.eligibility()) {
            if (isImpossible("eligibility", row.id(), row.effectiveFrom(), row.conditions())) {
                impossible.add(row.name());
            }
        }
        for (ScoringRow row : ruleset.scoring()) {
            isImpossible("scoring", row.id(), row.effectiveFrom(), row.conditions());
        }
        checkAlternatives();
        return impossible;
    }

    private boolean isImpossible(String table, String id, @Nullable LocalDate from, List<Condition> conditions) {
        Map<Integer, List<Condition>> byAttribute = new TreeMap<>();
        conditions.forEach(c -> byAttribute
                .computeIfAbsent(c.attribute(), a -> new ArrayList<>())
                .add(c));
        for (List<Condition> some : byAttribute.values()) {
            if (!Satisfiable.maybe(some)) {
                String column = title(some.get(some.size() - 1));
                cells.warn(
                        table,
                        id,
                        from,
                        column,
                        "the row never holds: nothing is at once " + told(table, id, from, some),
                        "Maybe an operator is the wrong way round, or these are two rows");
                return true;
            }
        }
        return false;
    }

    private String told(String table, String id, @Nullable LocalDate from, List<Condition> conditions) {
        List<String> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            parts.add(title(condition) + " " + cells.text(table, id, from, title(condition)));
        }
        return String.join(" and ", parts);
    }

    private String title(Condition condition) {
        Attribute attribute = ruleset.dictionary().attributes().get(condition.attribute());
        return attribute.name() + " " + condition.operator().symbol();
    }

    /** Rows of one candidate are alternatives: one that holds only where another does adds nothing. */
    private void checkAlternatives() {
        Map<List<String>, List<Integer>> byTarget = new HashMap<>();
        List<EligibilityRow> rows = ruleset.eligibility();
        for (int i = 0; i < rows.size(); i++) {
            if (!impossible.contains(rows.get(i).name())) {
                byTarget.computeIfAbsent(target(rows.get(i), 7), t -> new ArrayList<>())
                        .add(i);
            }
        }
        for (int i = 0; i < rows.size() && pairs < MOST_PAIRS; i++) {
            if (!impossible.contains(rows.get(i).name())) {
                checkAgainstOthers(i, rows, byTarget);
            }
        }
    }

    private void checkAgainstOthers(int at, List<EligibilityRow> rows, Map<List<String>, List<Integer>> byTarget) {
        EligibilityRow row = rows.get(at);
        Set<List<String>> targets = new HashSet<>();
        for (int named = 0; named < 8; named++) {
            targets.add(target(row, named));
        }
        for (List<String> target : targets) {
            for (int other : byTarget.getOrDefault(target, List.of())) {
                pairs++;
                if (other != at && addsNothing(at, other, rows)) {
                    tell(row, rows.get(other));
                    return;
                }
            }
        }
    }

    private static boolean addsNothing(int at, int other, List<EligibilityRow> rows) {
        EligibilityRow row = rows.get(at);
        EligibilityRow wide = rows.get(other);
        return covers(wide, row) && (other < at || !(target(row, 7).equals(target(wide, 7)) && covers(row, wide)));
    }

    private static boolean covers(EligibilityRow wide, EligibilityRow narrow) {
        return Implication.contains(
                        wide.effectiveFrom(), wide.effectiveTo(), narrow.effectiveFrom(), narrow.effectiveTo())
                && Implication.holds(narrow.conditions(), wide.conditions());
    }

    private void tell(EligibilityRow row, EligibilityRow wide) {
        boolean same = new HashSet<>(row.conditions()).equals(new HashSet<>(wide.conditions()));
        cells.warn(
                "eligibility",
                row.id(),
                row.effectiveFrom(),
                "id",
                "row " + row.id() + " adds nothing: " + cells.named("eligibility", wide.id())
                        + (same ? " says the same" : " holds wherever it does"),
                same ? "Maybe delete one of them" : "Maybe the conditions of the other should be narrower");
    }

    /** What a row names, of campaign, offer and treatment those whose bit is set. */
    private static List<String> target(EligibilityRow row, int named) {
        return List.of(
                (named & 1) == 0 || row.campaign() == null ? "" : row.campaign(),
                (named & 2) == 0 || row.offer() == null ? "" : row.offer(),
                (named & 4) == 0 || row.treatment() == null ? "" : row.treatment());
    }
}

package io.tact.rules.tables;

import io.tact.facts.Facts;
import io.tact.model.Catalogue;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The table {@code eligibility}: which rows hold, and which treatments they let through. Safe for any thread. */
final class EligibilityIndex {
    private record Target(@Nullable String campaign, @Nullable String offer, @Nullable String treatment) {}

    private final Dictionary dictionary;
    private final Catalogue catalogue;
    private final List<EligibilityRow> rows;
    private final ConditionIndex conditions;
    private final Map<Target, List<Integer>> rowsOf = new HashMap<>();
    private final int[][] targets;
    private final long[] free;

    EligibilityIndex(Dictionary dictionary, Catalogue catalogue, List<EligibilityRow> rows) {
        this.dictionary = dictionary;
        this.catalogue = catalogue;
        this.rows = List.copyOf(rows);
        this.conditions = new ConditionIndex(
                dictionary,
                rows.stream()
                        .map(r -> new ConditionIndex.Row(r.conditions(), r.effectiveFrom(), r.effectiveTo()))
                        .toList());
        for (int i = 0; i < rows.size(); i++) {
            EligibilityRow row = rows.get(i);
            rowsOf.computeIfAbsent(new Target(row.campaign(), row.offer(), row.treatment()), t -> new ArrayList<>())
                    .add(i);
        }
        this.free = Bits.full(catalogue.size());
        this.targets = targets();
    }

    /** For each row the treatments it is about; rows of one target share an array. */
    private int[][] targets() {
        Map<Target, List<Integer>> treatmentsOf = new HashMap<>();
        for (int i = 0; i < catalogue.size(); i++) {
            for (Target target : targetsOf(catalogue.get(i))) {
                if (rowsOf.containsKey(target)) {
                    treatmentsOf.computeIfAbsent(target, t -> new ArrayList<>()).add(i);
                    Bits.clear(free, i);
                }
            }
        }
        int[][] found = new int[rows.size()][];
        rowsOf.forEach((target, rowsOfTarget) -> {
            int[] treatments = treatmentsOf.getOrDefault(target, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            rowsOfTarget.forEach(row -> found[row] = treatments);
        });
        return found;
    }

    /** Every way in which a row may name a treatment. */
    private static List<Target> targetsOf(Treatment treatment) {
        List<Target> all = new ArrayList<>(8);
        for (int i = 0; i < 8; i++) {
            all.add(new Target(
                    (i & 4) == 0 ? null : treatment.campaign(),
                    (i & 2) == 0 ? null : treatment.offer(),
                    (i & 1) == 0 ? null : treatment.id()));
        }
        return all;
    }

    /** The rows that hold; the caller's own. */
    long[] holding(Facts facts) {
        return conditions.holding(facts);
    }

    /** The treatments that have no row, or one that holds. */
    BitSet eligible(long[] holding) {
        long[] found = free.clone();
        int[] last = null;
        for (int word = 0; word < holding.length; word++) {
            for (long bits = holding[word]; bits != 0; bits &= bits - 1) {
                int[] treatments = targets[(word << 6) + Long.numberOfTrailingZeros(bits)];
                if (treatments != last) {
                    for (int treatment : treatments) {
                        found[treatment >>> 6] |= 1L << treatment;
                    }
                    last = treatments;
                }
            }
        }
        return BitSet.valueOf(found);
    }

    /** Each row of a treatment with every condition that fails; empty if it has no row. */
    List<Reason> ineligibility(int treatment, Facts facts) {
        return targetsOf(catalogue.get(treatment)).stream()
                .flatMap(target -> rowsOf.getOrDefault(target, List.of()).stream())
                .sorted()
                .map(row -> reason(rows.get(row), facts))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Reason reason(EligibilityRow row, Facts facts) {
        List<String> failures = new ArrayList<>();
        LocalDate day = facts.today();
        if (!new ConditionIndex.Row(List.of(), row.effectiveFrom(), row.effectiveTo()).inForceOn(day)) {
            failures.add("not in force on " + day);
        }
        for (Condition condition : row.conditions()) {
            if (!condition.holds(facts, facts.now(), facts.zone())) {
                failures.add(ConditionText.of(condition, dictionary) + ", but it is "
                        + ConditionText.of(facts.value(condition.attribute())));
            }
        }
        return failures.isEmpty() ? null : Reason.of(Reason.Code.ELIGIBILITY, row.name(), String.join("; ", failures));
    }
}

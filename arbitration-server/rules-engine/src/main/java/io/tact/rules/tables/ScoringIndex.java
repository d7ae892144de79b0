package io.tact.rules.tables;

import io.tact.facts.Factor;
import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.model.AttributeValue;
import io.tact.model.Catalogue;
import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code scoring}. Rows are numbered by target and, within one target, from the most conditions to the fewest, so
 * that the most specific row of a target that holds is the first of a run. Safe for any thread.
 */
final class ScoringIndex {
    private static final Factor[] FACTORS = Factor.values();

    private record Target(@Nullable String campaign, @Nullable String offer, @Nullable Channel channel) {
        static Target of(ScoringRow row) {
            return new Target(row.campaign(), row.offer(), row.channel());
        }
    }

    /** The rows {@code [from, end)}: those of one target. */
    private record Run(int from, int end) {}

    private final Catalogue catalogue;
    private final ConditionIndex conditions;
    private final Map<String, Integer> byName = new HashMap<>();
    /** By factor, the rows that give it. */
    private final long[][] giving = new long[FACTORS.length][];
    /** By factor, what each row gives. */
    private final @Nullable FactorSource[][] sources = new FactorSource[FACTORS.length][];

    private final Run[][] runs;

    ScoringIndex(Dictionary dictionary, Catalogue catalogue, List<ScoringRow> table) {
        this.catalogue = catalogue;
        Map<Target, List<ScoringRow>> byTarget = new HashMap<>();
        table.forEach(row ->
                byTarget.computeIfAbsent(Target.of(row), t -> new ArrayList<>()).add(row));
        List<ScoringRow> sorted = new ArrayList<>(table.size());
        Map<Target, Run> runOf = new HashMap<>();
        byTarget.forEach((target, rowsOfTarget) -> {
            rowsOfTarget.sort(
                    Comparator.comparing((ScoringRow row) -> -row.conditions().size()));
            runOf.put(target, new Run(sorted.size(), sorted.size() + rowsOfTarget.size()));
            sorted.addAll(rowsOfTarget);
        });
        List<ScoringRow> rows = List.copyOf(sorted);
        this.conditions = new ConditionIndex(
                dictionary,
                rows.stream()
                        .map(r -> new ConditionIndex.Row(r.conditions(), r.effectiveFrom(), r.effectiveTo()))
                        .toList());
        for (Factor factor : FACTORS) {
            long[] bits = new long[Bits.words(rows.size())];
            @Nullable FactorSource[] given = new FactorSource[rows.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = rows.get(i).factors().get(factor);
                Bits.put(bits, i, given[i] != null);
            }
            giving[factor.ordinal()] = bits;
            sources[factor.ordinal()] = given;
        }
        for (int i = 0; i < rows.size(); i++) {
            byName.put(rows.get(i).name(), i);
        }
        this.runs = new Run[catalogue.size()][];
        Map<List<Run>, Run[]> shared = new HashMap<>();
        for (int i = 0; i < runs.length; i++) {
            List<Run> mine = runsOf(catalogue.get(i), runOf);
            runs[i] = shared.computeIfAbsent(mine, m -> m.toArray(new Run[0]));
        }
    }

    /** The runs that are about a treatment, from the most specific target to the least. */
    private static List<Run> runsOf(Treatment treatment, Map<Target, Run> runOf) {
        List<Run> found = new ArrayList<>();
        for (int i = 7; i >= 0; i--) {
            Run run = runOf.get(new Target(
                    (i & 2) == 0 ? null : treatment.campaign(),
                    (i & 4) == 0 ? null : treatment.offer(),
                    (i & 1) == 0 ? null : treatment.slot().channel()));
            if (run != null) {
                found.add(run);
            }
        }
        return found;
    }

    /** The rows that hold, as this index numbers them; the caller's own. */
    long[] holding(Facts facts) {
        return conditions.holding(facts);
    }

    /** Whether a row holds; false for a name that is none. */
    boolean matched(String name, long[] holding) {
        Integer row = byName.get(name);
        return row != null && Bits.get(holding, row);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    Factors factors(int treatment, long[] holding, Facts facts) {
        Treatment t = catalogue.get(treatment);
        return new Factors(
                factor(Factor.PROPENSITY, treatment, holding, facts, t.prior()),
                factor(Factor.CONTEXT, treatment, holding, facts, Fixed.ONE),
                factor(Factor.VALUE, treatment, holding, facts, t.value()),
                factor(Factor.LEVER, treatment, holding, facts, t.lever()));
    }

    private Fixed factor(Factor factor, int treatment, long[] holding, Facts facts, Fixed otherwise) {
        long[] gives = giving[factor.ordinal()];
        @Nullable FactorSource[] given = sources[factor.ordinal()];
        for (Run run : runs[treatment]) {
            int row = Bits.nextInBoth(holding, gives, run.from, run.end);
            while (row >= 0) {
                Fixed value = valueOf(given[row], facts);
                if (value != null) {
                    return value;
                }
                row = Bits.nextInBoth(holding, gives, row + 1, run.end);
            }
        }
        return otherwise;
    }

    private static @Nullable Fixed valueOf(@Nullable FactorSource source, Facts facts) {
        if (source instanceof FactorSource.Literal literal) {
            return literal.value();
        }
        return source instanceof FactorSource.FromAttribute from
                        && facts.value(from.attribute()) instanceof AttributeValue.Numeric number
                ? number.value()
                : null;
    }
}

package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Factor;
import io.tact.facts.Factors;
import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Fixed;
import io.tact.model.Reason;
import io.tact.model.Treatment;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index against a loop over the rows that asks each condition. */
class TableIndexTest {
    private static final int TABLES = 3_000;
    private static final long SEED = 20_261_123L;

    @Test
    void decidesAsALoopOverTheRowsDoes() {
        for (int i = 0; i < TABLES; i++) {
            compare(SEED + i, new RandomTables(new Random(SEED + i), i % 100 == 0 ? 900 : 40));
        }
    }

    private static void compare(long seed, RandomTables tables) {
        TableIndex index = new TableIndex(tables.dictionary, tables.catalogue, tables.eligibility, tables.scoring);
        for (int j = 0; j < 4; j++) {
            Facts facts = tables.facts();
            TableHits hits = index.hits(facts);
            String where = "seed " + seed + ", facts " + j;
            tables.eligibility.forEach(row -> same(
                    where,
                    row,
                    hits.matched(row.name()),
                    holds(row.conditions(), row.effectiveFrom(), row.effectiveTo(), facts)));
            tables.scoring.forEach(row -> same(
                    where,
                    row,
                    hits.matched(row.name()),
                    holds(row.conditions(), row.effectiveFrom(), row.effectiveTo(), facts)));
            for (int t = 0; t < tables.catalogue.size(); t++) {
                Treatment treatment = tables.catalogue.get(t);
                boolean eligible = eligible(treatment, tables, facts);
                same(where, treatment, hits.eligible().get(t), eligible);
                same(
                        where,
                        treatment,
                        hits.ineligibility(t).stream().map(Reason::rule).toList(),
                        eligible ? List.of() : rowsOf(treatment, tables));
                same(where, treatment, hits.factors(t), factors(treatment, tables, facts));
            }
        }
    }

    /** Cheaper than an assertion each, of which there are millions. */
    private static void same(String where, Object what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s, %s", where, what).isEqualTo(expected);
        }
    }

    private static List<String> rowsOf(Treatment treatment, RandomTables tables) {
        return tables.eligibility.stream()
                .filter(row -> isAbout(row, treatment))
                .map(EligibilityRow::name)
                .toList();
    }

    private static boolean eligible(Treatment treatment, RandomTables tables, Facts facts) {
        List<EligibilityRow> rows = tables.eligibility.stream()
                .filter(row -> isAbout(row, treatment))
                .toList();
        return rows.isEmpty()
                || rows.stream()
                        .anyMatch(row -> holds(row.conditions(), row.effectiveFrom(), row.effectiveTo(), facts));
    }

    private static boolean isAbout(EligibilityRow row, Treatment treatment) {
        return (row.campaign() == null || row.campaign().equals(treatment.campaign()))
                && (row.offer() == null || row.offer().equals(treatment.offer()))
                && (row.treatment() == null || row.treatment().equals(treatment.id()));
    }

    private static boolean holds(
            List<Condition> conditions, @Nullable LocalDate from, @Nullable LocalDate to, Facts facts) {
        LocalDate day = facts.now().atZone(facts.zone()).toLocalDate();
        return (from == null || !day.isBefore(from))
                && (to == null || !day.isAfter(to))
                && conditions.stream().allMatch(c -> c.holds(facts, facts.now(), facts.zone()));
    }

    private static Factors factors(Treatment treatment, RandomTables tables, Facts facts) {
        Factors factors = new Factors(treatment.prior(), Fixed.ONE, treatment.value(), treatment.lever());
        for (Factor factor : Factor.values()) {
            Fixed given = tables.scoring.stream()
                    .filter(row -> isAbout(row, treatment))
                    .filter(row -> holds(row.conditions(), row.effectiveFrom(), row.effectiveTo(), facts))
                    .sorted(Comparator.comparingInt(TableIndexTest::specificity).reversed())
                    .flatMap(row -> java.util.stream.Stream.ofNullable(
                            value(row.factors().get(factor), facts)))
                    .findFirst()
                    .orElse(null);
            factors = given == null ? factors : factors.with(factor, given);
        }
        return factors;
    }

    private static boolean isAbout(ScoringRow row, Treatment treatment) {
        return (row.campaign() == null || row.campaign().equals(treatment.campaign()))
                && (row.offer() == null || row.offer().equals(treatment.offer()))
                && (row.channel() == null
                        || row.channel().equals(treatment.slot().channel()));
    }

    private static int specificity(ScoringRow row) {
        return (row.offer() == null ? 0 : 4_000)
                + (row.campaign() == null ? 0 : 2_000)
                + (row.channel() == null ? 0 : 1_000)
                + row.conditions().size();
    }

    private static @Nullable Fixed value(@Nullable FactorSource source, Facts facts) {
        if (source instanceof FactorSource.Literal literal) {
            return literal.value();
        }
        return source instanceof FactorSource.FromAttribute from
                        && facts.value(from.attribute()) instanceof AttributeValue.Numeric number
                ? number.value()
                : null;
    }
}

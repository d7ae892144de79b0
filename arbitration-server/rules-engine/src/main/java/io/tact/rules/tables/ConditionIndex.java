package io.tact.rules.tables;

import io.tact.facts.Facts;
import io.tact.model.Condition;
import io.tact.model.Dictionary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the rows of one table whose conditions all hold. Immutable but for a memory of the last day; safe for any thread. */
final class ConditionIndex {
    /**
     * What decides whether a row holds.
     *
     * @param conditions all of which must hold
     * @param from the first local day, or null
     * @param to the last local day, or null
     */
    record Row(List<Condition> conditions, @Nullable LocalDate from, @Nullable LocalDate to) {
        boolean inForceOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    private record InForce(LocalDate day, long[] rows) {}

    private final List<Row> rows;
    private final List<AttributeColumn> columns = new ArrayList<>();
    private final long[] all;
    private final boolean dated;
    private volatile @Nullable InForce lastDay;

    ConditionIndex(Dictionary dictionary, List<Row> rows) {
        this.rows = List.copyOf(rows);
        this.all = Bits.full(rows.size());
        this.dated = rows.stream().anyMatch(r -> r.from != null || r.to != null);
        TreeMap<Integer, Map<Integer, List<Condition>>> byAttribute = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (Condition condition : rows.get(i).conditions) {
                byAttribute
                        .computeIfAbsent(condition.attribute(), a -> new LinkedHashMap<>())
                        .computeIfAbsent(i, r -> new ArrayList<>(1))
                        .add(condition);
            }
        }
        byAttribute.forEach((attribute, conditions) -> columns.add(new AttributeColumn(
                rows.size(), attribute, dictionary.attributes().get(attribute).type(), conditions)));
    }

    /** The rows that hold; the caller's own. */
    long[] holding(Facts facts) {
        long[] found = inForce(facts).clone();
        for (AttributeColumn column : columns) {
            column.retain(found, facts);
        }
        return found;
    }

    private long[] inForce(Facts facts) {
        if (!dated) {
            return all;
        }
        LocalDate day = facts.today();
        InForce known = lastDay;
        if (known == null || !known.day.equals(day)) {
            long[] bits = new long[all.length];
            for (int i = 0; i < rows.size(); i++) {
                Bits.put(bits, i, rows.get(i).inForceOn(day));
            }
            known = new InForce(day, bits);
            lastDay = known;
        }
        return known.rows;
    }
}

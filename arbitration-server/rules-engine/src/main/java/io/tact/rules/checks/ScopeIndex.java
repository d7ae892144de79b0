package io.tact.rules.checks;

import io.tact.policy.PolicyRule;
import io.tact.policy.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows by what they are about, so that not every row need be compared with every other. Belongs to one thread.
 *
 * @param <T> the kind of rows
 */
final class ScopeIndex<T extends PolicyRule> {
    /** How many pairs of rows are compared at most: then the rest is not told. */
    private static final int MOST_PAIRS = 2_000_000;

    private static final List<Function<Scope, Set<?>>> DIMENSIONS = List.of(
            Scope::channels,
            Scope::campaigns,
            Scope::offers,
            Scope::categories,
            Scope::purposes,
            Scope::senders,
            Scope::subjects,
            Scope::senderClasses);

    private final List<T> rows;
    private final List<Map<Object, List<T>>> byValue = new ArrayList<>();
    private final List<List<T>> ofAny = new ArrayList<>();
    private final Map<T, Integer> positions = new IdentityHashMap<>();
    private long pairs;

    ScopeIndex(List<T> rows, Function<T, Scope> scope) {
        this.rows = rows;
        rows.forEach(row -> positions.put(row, positions.size()));
        for (Function<Scope, Set<?>> dimension : DIMENSIONS) {
            Map<Object, List<T>> named = new HashMap<>();
            List<T> any = new ArrayList<>();
            for (T row : rows) {
                Set<?> values = dimension.apply(scope.apply(row));
                values.forEach(value ->
                        named.computeIfAbsent(value, v -> new ArrayList<>()).add(row));
                if (values.isEmpty()) {
                    any.add(row);
                }
            }
            byValue.add(named);
            ofAny.add(any);
        }
    }

    /** All rows, in order. */
    List<T> rows() {
        return rows;
    }

    /** Whether one row stands before another. */
    boolean isBefore(T one, T other) {
        return position(one) < position(other);
    }

    private int position(T row) {
        return positions.getOrDefault(row, -1);
    }

    /** The rows that may have every message which a scope has, and others; none once so many were given. */
    List<T> mayContain(Scope narrow) {
        List<T> named = List.of();
        List<T> any = rows;
        for (int i = 0; i < DIMENSIONS.size(); i++) {
            Set<?> values = DIMENSIONS.get(i).apply(narrow);
            List<T> some = values.isEmpty()
                    ? List.of()
                    : byValue.get(i).getOrDefault(values.iterator().next(), List.of());
            if (some.size() + ofAny.get(i).size() < named.size() + any.size()) {
                named = some;
                any = ofAny.get(i);
            }
        }
        pairs += named.size() + any.size();
        if (pairs > MOST_PAIRS) {
            return List.of();
        }
        List<T> all = new ArrayList<>(any);
        all.addAll(named);
        all.sort(Comparator.comparing(this::position));
        return all;
    }
}

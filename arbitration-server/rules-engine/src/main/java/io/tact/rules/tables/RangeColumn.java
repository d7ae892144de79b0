package io.tact.rules.tables;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every condition on one attribute that compares it with constants by order. Each row wants a range {@code [low, high)} of
 * whole numbers (micros, days or milliseconds); the bounds of all rows are sorted, and the rows that hold in each section
 * between two bounds are known from the nearest section before it of which a whole set is kept.
 */
final class RangeColumn {
    private final long[] bounds;
    private final int[] firstChange;
    private final int[] changes;
    private final int[] keptAt;
    private final long[][] kept;

    /** @param conditions by row, in order: conditions with {@code < <= > >=} on constants */
    RangeColumn(int rows, Map<Integer, List<Condition>> conditions) {
        long[] current = Bits.full(rows);
        TreeMap<Long, List<Integer>> toggles = new TreeMap<>();
        conditions.forEach((row, all) -> {
            Range range = Range.of(all);
            if (range.low > Long.MIN_VALUE || range.isEmpty()) {
                Bits.clear(current, row);
            }
            if (!range.isEmpty()) {
                toggle(toggles, range.low, Long.MIN_VALUE, row);
                toggle(toggles, range.high, Long.MAX_VALUE, row);
            }
        });
        bounds = toggles.keySet().stream().mapToLong(Long::longValue).toArray();
        firstChange = new int[bounds.length + 1];
        changes = toggles.values().stream()
                .flatMap(List::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        List<Integer> places = new ArrayList<>(List.of(0));
        List<long[]> sets = new ArrayList<>(List.of(current.clone()));
        int section = 0;
        int since = 0;
        for (List<Integer> here : toggles.values()) {
            firstChange[section + 1] = firstChange[section] + here.size();
            section++;
            here.forEach(row -> current[row >>> 6] ^= 1L << row);
            since += here.size();
            if (since > current.length) {
                places.add(section);
                sets.add(current.clone());
                since = 0;
            }
        }
        keptAt = places.stream().mapToInt(Integer::intValue).toArray();
        kept = sets.toArray(new long[0][]);
    }

    private static void toggle(Map<Long, List<Integer>> toggles, long bound, long none, int row) {
        if (bound != none) {
            toggles.computeIfAbsent(bound, b -> new ArrayList<>()).add(row);
        }
    }

    /** Leaves in {@code rows} only those whose range contains the number. */
    void retain(long[] rows, long number) {
        int found = Arrays.binarySearch(bounds, number);
        // Section s lies at or above bound s − 1 and below bound s.
        int section = found >= 0 ? found + 1 : -found - 1;
        int at = Arrays.binarySearch(keptAt, section);
        at = at >= 0 ? at : -at - 2;
        int from = firstChange[keptAt[at]];
        int to = firstChange[section];
        if (from == to) {
            Bits.and(rows, kept[at]);
            return;
        }
        long[] holds = kept[at].clone();
        for (int i = from; i < to; i++) {
            holds[changes[i] >>> 6] ^= 1L << changes[i];
        }
        Bits.and(rows, holds);
    }

    /** An ordered value as a whole number: micros, days, or milliseconds held at the ends of what a long can say. */
    static long number(AttributeValue value) {
        if (value instanceof AttributeValue.Numeric number) {
            return number.value().micros();
        }
        if (value instanceof AttributeValue.Day day) {
            return day.value().toEpochDay();
        }
        if (value instanceof AttributeValue.Moment moment) {
            return millis(moment.value());
        }
        throw new IllegalArgumentException("no order among values such as " + value);
    }

    private static long millis(Instant instant) {
        long most = Long.MAX_VALUE / 2_000;
        long seconds = Math.max(-most, Math.min(most, instant.getEpochSecond()));
        return seconds * 1_000 + instant.getNano() / 1_000_000;
    }

    /** The whole numbers {@code [low, high)}; the ends of what a long can say stand for no bound. */
    record Range(long low, long high) {
        static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

        /** What all of some conditions on constants leave. */
        static Range of(List<Condition> conditions) {
            Range range = ALL;
            for (Condition condition : conditions) {
                long bound = number(((Operand.Constant) condition.operands().get(0)).value());
                range = switch (condition.operator()) {
                    case LT -> range.below(bound);
                    case LE -> range.below(bound + 1);
                    case GT -> range.from(bound + 1);
                    case GE -> range.from(bound);
                    default -> range;
                };
            }
            return range;
        }

        private Range below(long bound) {
            return new Range(low, Math.min(high, bound));
        }

        private Range from(long bound) {
            return new Range(Math.max(low, bound), high);
        }

        boolean isEmpty() {
            return low >= high;
        }

        boolean meets(Range other) {
            return Math.max(low, other.low) < Math.min(high, other.high);
        }

        boolean contains(long number) {
            return low <= number && number < high;
        }
    }
}

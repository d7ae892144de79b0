package io.tact.rules.drools;

import io.tact.facts.Factor;
import io.tact.facts.Factors;
import io.tact.model.Catalogue;
import io.tact.model.Fixed;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the DRL of tables, as {@link DrlPrinter} prints it, says of one decision. A target is the candidates that all its
 * selectors cover; no selector stands for every candidate. Belongs to one thread.
 */
public final class TableVerdicts {
    private final List<List<Selector>> restricted = new ArrayList<>();
    private final List<List<Selector>> eligible = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final Map<Slot, Set<String>> withheld = new HashMap<>();
    private final Map<Slot, Map<String, Closing>> closed = new HashMap<>();

    /** Which row named the timetable, and in which zone. */
    private record Closing(int zone, String row) {}

    private record Given(Factor factor, Fixed value, List<Selector> target) {}

    /** The target is for nobody but those whom a row lets through. */
    public void restrict(Selector... target) {
        restricted.add(List.of(target));
    }

    /** A row lets the subscriber through to the target. */
    public void eligible(Selector... target) {
        eligible.add(List.of(target));
    }

    /** Gives a factor to the target; what was given first stands. Null gives nothing. */
    public void factor(Factor factor, @Nullable Number value, Selector... target) {
        if (value != null) {
            BigDecimal exact = BigDecimal.valueOf(value.doubleValue()).setScale(6, RoundingMode.HALF_EVEN);
            given.add(new Given(factor, Fixed.of(exact), List.of(target)));
        }
    }

    /** A policy row objects to messages of a slot. */
    public void withhold(Slot slot, String row) {
        withheld.computeIfAbsent(slot, s -> new HashSet<>()).add(row);
    }

    /**
     * A timetable is closed to messages of a slot in one of the zones; the first of the zones names the row.
     *
     * @param zone the place of the zone among all of them
     */
    public void closed(Slot slot, String timetable, int zone, String row) {
        closed.computeIfAbsent(slot, s -> new HashMap<>())
                .merge(timetable, new Closing(zone, row), (a, b) -> a.zone() <= b.zone() ? a : b);
    }

    /** The treatments, by catalogue ordinal, that are eligible. */
    public BitSet eligible(Catalogue catalogue) {
        BitSet found = new BitSet(catalogue.size());
        for (int i = 0; i < catalogue.size(); i++) {
            Treatment treatment = catalogue.get(i);
            boolean free = restricted.stream().noneMatch(target -> covers(target, treatment));
            found.set(i, free || eligible.stream().anyMatch(target -> covers(target, treatment)));
        }
        return found;
    }

    /** The factors of a treatment's score. */
    public Factors factors(Treatment treatment) {
        Factors factors = new Factors(treatment.prior(), Fixed.ONE, treatment.value(), treatment.lever());
        for (Factor factor : Factor.values()) {
            for (Given one : given) {
                if (one.factor == factor && covers(one.target, treatment)) {
                    factors = factors.with(factor, one.value);
                    break;
                }
            }
        }
        return factors;
    }

    /** The policy rows that object to messages of a slot. */
    public Set<String> objections(Slot slot) {
        Set<String> rows = new HashSet<>(withheld.getOrDefault(slot, Set.of()));
        closed.getOrDefault(slot, Map.of()).values().forEach(closing -> rows.add(closing.row()));
        return rows;
    }

    private static boolean covers(List<Selector> target, Treatment treatment) {
        return target.stream().allMatch(selector -> selector.covers(treatment.slot(), treatment.id()));
    }
}

package io.tact.rules.checks;

import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds hours that are probably the wrong way round, that add nothing, or of which nothing is left. */
final class Timetable {
    private static final int DAY = 1440;
    private static final int WEEK = 7 * DAY;
    /** Four in the morning: nobody means to write or ring then, while a day may well end after midnight. */
    private static final int DEEP_NIGHT = 240;

    /** With how many rows one of a timetable is compared. */
    private static final int MOST_ROWS = 200;

    private final List<HoursRule> hours;
    private final ScopeIndex<HoursRule> quiets;
    private final List<ExemptionRule> exemptions;
    private final String own;
    private final Cells cells;

    private record Key(Scope scope, ZoneBasis zone, @Nullable String jurisdiction) {}

    Timetable(List<PolicyRule> policy, String own, Cells cells) {
        this.hours = Scopes.of(HoursRule.class, policy);
        this.quiets = new ScopeIndex<>(
                hours.stream().filter(row -> row.kind() == HoursRule.Kind.QUIET).toList(), HoursRule::scope);
        this.exemptions = Scopes.of(ExemptionRule.class, policy);
        this.own = own;
        this.cells = cells;
    }

    void check() {
        Map<Key, List<HoursRule>> allowed = new LinkedHashMap<>();
        for (HoursRule row : hours) {
            if (row.info().pack().equals(own) && row.kind() == HoursRule.Kind.ALLOW) {
                allowed.computeIfAbsent(
                                new Key(row.scope(), row.zoneBasis(), row.info().jurisdiction()),
                                k -> new ArrayList<>())
                        .add(row);
                checkNight(row);
            }
        }
        allowed.values().forEach(this::checkRepeated);
        allowed.values().forEach(this::checkWhatIsLeft);
    }

    private void checkNight(HoursRule row) {
        row.intervals().stream()
                .filter(i -> i.crossesMidnight() && i.close() >= DEEP_NIGHT)
                .findFirst()
                .ifPresent(i -> cells.warn(
                        row.info(),
                        "close",
                        row.info().name() + " allows the night, from " + clock(i.open()) + " to " + clock(i.close()),
                        "Maybe open and close are swapped, or the kind should be QUIET"));
    }

    /** Rows of one timetable unite: one that lies within another adds nothing. */
    private void checkRepeated(List<HoursRule> rows) {
        List<BitSet> minutes = new ArrayList<>();
        for (HoursRule row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
            boolean plain = !row.days().holidays()
                    && !row.days().eves()
                    && !row.intervals().isEmpty();
            BitSet own = minutes(List.of(row));
            for (int i = 0; plain && i < minutes.size(); i++) {
                HoursRule other = rows.get(i);
                if (Scopes.bindsWherever(other.info(), row.info())
                        && other.liftedBy() == row.liftedBy()
                        && contains(minutes.get(i), own)) {
                    cells.warn(
                            row.info(),
                            "open",
                            row.info().name() + " adds nothing: " + cells.named(other.info())
                                    + " allows these times already",
                            "Maybe delete it, or the other is too wide");
                    break;
                }
            }
            minutes.add(own);
        }
    }

    private void checkWhatIsLeft(List<HoursRule> rows) {
        HoursRule first = rows.get(0);
        BitSet left = minutes(rows);
        boolean wasOpen = !left.isEmpty();
        HoursRule last = null;
        for (HoursRule quiet : quiets.mayContain(first.scope())) {
            boolean binds = quiet.liftedBy() == null
                    && !quiet.days().holidays()
                    && !quiet.days().eves()
                    && quiet.zoneBasis().equals(first.zoneBasis())
                    && Scopes.contains(quiet.scope(), first.scope())
                    && Scopes.bindsWherever(quiet.info(), first.info())
                    && !Scopes.mayBeLifted(quiet.info(), null, first.scope(), RuleKind.HOURS, exemptions);
            if (binds) {
                int before = left.cardinality();
                left.andNot(minutes(List.of(quiet)));
                last = left.cardinality() < before ? quiet : last;
            }
        }
        boolean always = rows.stream()
                .noneMatch(row -> row.days().holidays() || row.days().eves());
        if (wasOpen && left.isEmpty() && always && last != null) {
            cells.warn(
                    first.info(),
                    "open",
                    "nothing is left of the hours of " + first.info().name() + ": " + cells.named(last.info())
                            + " forbids them, and what is about these messages is never sent",
                    "Maybe the kind of one of them is wrong");
        }
    }

    private static boolean contains(BitSet wide, BitSet narrow) {
        BitSet rest = (BitSet) narrow.clone();
        rest.andNot(wide);
        return rest.isEmpty();
    }

    /** The minutes of a week, from Monday, that rows name. */
    private static BitSet minutes(List<HoursRule> rows) {
        BitSet minutes = new BitSet(WEEK);
        for (HoursRule row : rows) {
            for (DayOfWeek day : row.days().weekdays()) {
                int start = day.ordinal() * DAY;
                for (HoursRule.Interval interval : row.intervals()) {
                    int close = interval.crossesMidnight() ? DAY : interval.close();
                    minutes.set(start + interval.open(), start + close);
                    if (interval.crossesMidnight()) {
                        int next = row.kind() == HoursRule.Kind.QUIET ? start : (start + DAY) % WEEK;
                        minutes.set(next, next + interval.close());
                    }
                }
            }
        }
        return minutes;
    }

    private static String clock(int minute) {
        return String.format(java.util.Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }
}

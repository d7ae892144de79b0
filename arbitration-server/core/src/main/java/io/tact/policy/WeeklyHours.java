package io.tact.policy;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The intervals of one row of hours over a week, in milliseconds of the day. Immutable. */
final class WeeklyHours {
    private static final int MINUTE_MILLIS = 60_000;

    private final boolean split;
    private final int days;
    private final int[] opens;
    private final int[] closes;

    WeeklyHours(HoursRule row) {
        this.split = row.kind() == HoursRule.Kind.QUIET;
        this.days = mask(row.days().weekdays());
        List<HoursRule.Interval> intervals = row.intervals();
        this.opens = intervals.stream().mapToInt(i -> i.open() * MINUTE_MILLIS).toArray();
        this.closes =
                intervals.stream().mapToInt(i -> i.close() * MINUTE_MILLIS).toArray();
    }

    private static int mask(Collection<DayOfWeek> days) {
        return days.stream().mapToInt(d -> 1 << d.ordinal()).sum();
    }

    /**
     * Whether a clock shows a time within the hours. Allowed hours across midnight go by the day on which they open; quiet
     * ones are split there, each side under its own day.
     */
    boolean contain(long shown) {
        int today = (int) Math.floorMod(Math.floorDiv(shown, LocalClock.DAY_MILLIS) + 3, 7L);
        int time = (int) Math.floorMod(shown, LocalClock.DAY_MILLIS);
        for (int i = 0; i < opens.length; i++) {
            if (opens[i] < closes[i]) {
                if (isOn(today) && time >= opens[i] && time < closes[i]) {
                    return true;
                }
            } else if ((isOn(today) && time >= opens[i])
                    || (isOn(split ? today : (today + 6) % 7) && time < closes[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of the hours open on the day that a clock shows. */
    boolean openOnDay(long shown) {
        return isOn((int) Math.floorMod(Math.floorDiv(shown, LocalClock.DAY_MILLIS) + 3, 7L));
    }

    private boolean isOn(int day) {
        return (days & (1 << day)) != 0;
    }

    /** The times of day at which some of the hours may open or close, midnight among them, in order. */
    static int[] boundaries(List<WeeklyHours> hours) {
        return IntStream.concat(
                        IntStream.of(0),
                        hours.stream()
                                .flatMapToInt(h -> IntStream.concat(IntStream.of(h.opens), IntStream.of(h.closes))))
                .filter(time -> time < LocalClock.DAY_MILLIS)
                .sorted()
                .distinct()
                .toArray();
    }
}

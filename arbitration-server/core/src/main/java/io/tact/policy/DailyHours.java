package io.tact.policy;

import java.util.List;
import java.util.stream.IntStream;

/** The intervals of one row of hours, in milliseconds of the day, on the classes of days it names. Immutable. */
final class DailyHours {
    private static final int MINUTE_MILLIS = 60_000;

    private final boolean split;
    private final int days;
    private final int[] opens;
    private final int[] closes;

    DailyHours(HoursRule row) {
        this.split = row.kind() == HoursRule.Kind.QUIET;
        this.days = DayClass.mask(row.days());
        List<HoursRule.Interval> intervals = row.intervals();
        this.opens = intervals.stream().mapToInt(i -> i.open() * MINUTE_MILLIS).toArray();
        this.closes =
                intervals.stream().mapToInt(i -> i.close() * MINUTE_MILLIS).toArray();
    }

    /**
     * Whether a time of day is within the hours. Allowed hours across midnight go by the day on which they open; quiet ones
     * are split there, each side under its own day.
     *
     * @param today the class of the day
     * @param yesterday the class of the day before; 0 if nothing of it may reach over midnight
     */
    boolean contain(int time, int today, int yesterday) {
        for (int i = 0; i < opens.length; i++) {
            if (opens[i] < closes[i]) {
                if (isOn(today) && time >= opens[i] && time < closes[i]) {
                    return true;
                }
            } else if ((isOn(today) && time >= opens[i]) || (isOn(split ? today : yesterday) && time < closes[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether the row speaks of a class of days. */
    boolean isOn(int dayClass) {
        return (days & dayClass) != 0;
    }

    /** Whether some of the hours belong to the day before. */
    boolean reachOverMidnight() {
        return !split && IntStream.range(0, opens.length).anyMatch(i -> opens[i] >= closes[i]);
    }

    /** The times of day at which the hours may open or close. */
    IntStream boundaries() {
        return IntStream.concat(IntStream.of(opens), IntStream.of(closes));
    }
}

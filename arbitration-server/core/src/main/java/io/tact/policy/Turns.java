package io.tact.policy;

import io.tact.model.AttributeValue;
import io.tact.model.Condition;
import io.tact.model.Operand;
import io.tact.model.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When conditions may turn by themselves: those that compare a date or an instant with a length of time from now, as in
 * {@code contract_end >= P30D}. Instants are epoch milliseconds. Pure.
 */
final class Turns {
    /** Days around the day or instant that lies the length before an attribute's; months differ by no more. */
    private static final int AROUND = 5;

    private Turns() {}

    /** All of a condition's, in no order; rather too many than too few. */
    static List<Long> of(Condition condition, @Nullable AttributeValue value, LocalClock clock) {
        List<Long> turns = new ArrayList<>(0);
        for (Operand operand : condition.operands()) {
            if (operand instanceof Operand.FromNow fromNow) {
                try {
                    add(value, fromNow.ahead(), clock, turns);
                } catch (DateTimeException | ArithmeticException outOfRange) {
                    // Nothing turns at an instant that no clock shows.
                }
            }
        }
        return turns;
    }

    private static void add(@Nullable AttributeValue value, Span ahead, LocalClock clock, List<Long> turns) {
        if (value instanceof AttributeValue.Day day) {
            LocalDate reached = firstDay(day.value(), ahead.period());
            LocalDate passed = firstDay(day.value().plusDays(1), ahead.period());
            for (LocalDate turn : List.of(reached, passed)) {
                turns.add(clock.startOf(turn));
                // Where midnight comes twice the day is shown before it begins for good.
                turns.add(turn.atStartOfDay(clock.zone()).toInstant().toEpochMilli());
            }
        } else if (value instanceof AttributeValue.Moment moment) {
            long at = moment.value().toEpochMilli();
            turns.add(firstInstant(at, ahead, clock));
            turns.add(firstInstant(at + 1, ahead, clock));
        }
    }

    /** The first day from which a period ahead lies on a day or after it. */
    private static LocalDate firstDay(LocalDate target, Period ahead) {
        LocalDate day = target.minus(ahead).minusDays(AROUND);
        while (day.plus(ahead).isBefore(target)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The first instant from which a length ahead lies at an instant or after it. */
    private static long firstInstant(long target, Span ahead, LocalClock clock) {
        long guess = ahead.before(Instant.ofEpochMilli(target), clock.zone()).toEpochMilli();
        long low = guess - AROUND * LocalClock.DAY_MILLIS;
        long high = guess + AROUND * LocalClock.DAY_MILLIS;
        while (low < high) {
            long middle = Math.floorDiv(low + high, 2);
            boolean before =
                    ahead.after(Instant.ofEpochMilli(middle), clock.zone()).isBefore(Instant.ofEpochMilli(target));
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }
}

package io.tact.policy;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chance that can be had again: few names, so that things meet, and instants where something is about to change. */
final class Dice {
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Paris"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Pacific/Chatham"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("UTC"));
    static final List<Span> SPANS = List.of(
            Span.parse("PT1H"),
            Span.parse("PT24H"),
            Span.parse("P1D"),
            Span.parse("P2D"),
            Span.parse("P7D"),
            Span.parse("P1W"),
            Span.parse("P14D"),
            Span.parse("P1M"),
            Span.parse("P1DT12H"),
            Span.parse("PT0.5S"));
    static final List<Channel> CHANNELS = List.of(new Channel("SMS"), new Channel("EMAIL"));

    /** Days on which calendars are awkward: leap days, ends of months and years, the missing midnights of Chile. */
    private static final List<LocalDate> AWKWARD = List.of(
            LocalDate.of(2028, 2, 28),
            LocalDate.of(2028, 2, 29),
            LocalDate.of(2028, 3, 1),
            LocalDate.of(2027, 3, 1),
            LocalDate.of(2027, 3, 31),
            LocalDate.of(2027, 4, 30),
            LocalDate.of(2026, 9, 6),
            LocalDate.of(2027, 9, 5),
            LocalDate.of(2027, 12, 31),
            LocalDate.of(2028, 1, 1));

    private static final List<@Nullable String> NAMES = Arrays.asList("A", "B", null);

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T extends @Nullable Object> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T extends @Nullable Object> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    @Nullable String name() {
        return any(NAMES);
    }

    Span span() {
        return any(SPANS);
    }

    @Nullable Span perhapsSpan() {
        return oneIn(3) ? null : span();
    }

    Set<DayOfWeek> days() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = below(6); i > 0; i--) {
            days.add(of(DayOfWeek.values()));
        }
        return days;
    }

    Slot slot() {
        boolean confirmation = oneIn(12);
        Purpose purpose = oneIn(4) ? of(Purpose.SERVICE, Purpose.RESEARCH, Purpose.EMERGENCY) : Purpose.MARKETING;
        return new Slot(
                any(CHANNELS),
                oneIn(14) ? Direction.INBOUND : Direction.OUTBOUND,
                confirmation ? Purpose.SERVICE : purpose,
                confirmation ? Slot.OPT_OUT_CONFIRMATION : name(),
                name(),
                name(),
                SenderClass.CVM,
                name(),
                name());
    }

    /** A sliver of time, or none: what lies that far from a limit is at it, or just before or after it. */
    Duration sliver() {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ofMillis(1);
            case 1 -> Duration.ofMillis(-1);
            case 2 -> Duration.ofSeconds(1);
            case 3 -> Duration.ofSeconds(-1);
            case 4 -> Duration.ofMillis(random.nextInt(7_200_000) - 3_600_000L);
            default -> Duration.ZERO;
        };
    }

    /** An instant at which a clock shows a round time, or almost: often near a change of clocks or an awkward day. */
    Instant instant(ZoneId zone) {
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(below(3 * 365));
        ZoneOffsetTransition change =
                zone.getRules().nextTransition(day.atStartOfDay(zone).toInstant());
        if (change != null && oneIn(2)) {
            day = LocalDate.ofInstant(change.getInstant(), zone).plusDays(below(4) - 1L);
        } else if (oneIn(4)) {
            day = any(AWKWARD);
        }
        int minute = oneIn(4) ? 0 : 30 * below(48);
        Instant shown = day.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
        return shown.plus(sliver());
    }
}

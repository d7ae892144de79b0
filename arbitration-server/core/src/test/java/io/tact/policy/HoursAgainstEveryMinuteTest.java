package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Timetables at random: what they say, until when, and from when, against their definition asked minute by minute. */
class HoursAgainstEveryMinuteTest {
    private static final int CASES = 250;
    private static final Duration HORIZON = Duration.ofDays(9);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Paris"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Africa/Cairo"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Auckland"),
            ZoneId.of("-12:00"));

    @Test
    void saysWhatTheDefinitionSaysUntilWhenAndFromWhen() {
        int closed = 0;
        int cured = 0;
        int closing = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case given = new Case(seed);
            PolicyCheck check = given.check();
            Instant horizon = given.now.plus(HORIZON);
            List<Reason> reasons = check.reasons(given.policy, null);
            boolean allowed = given.naive.allow(given.now);
            assertThat(reasons.isEmpty()).as("seed %s: %s", seed, given).isEqualTo(allowed);
            Optional<Instant> next = check.nextAllowedAt(given.policy, null, given.now, horizon);
            Optional<Instant> wanted = given.first(given.now, horizon, true);
            assertThat(next).as("next, seed %s: %s", seed, given).isEqualTo(wanted);
            if (!allowed) {
                Instant alone = reasons.get(0).nextAllowedAt();
                assertThat(Optional.ofNullable(alone).filter(at -> !at.isAfter(horizon)))
                        .as("the reason's next, seed %s: %s", seed, given)
                        .isEqualTo(wanted);
            }
            Instant soon = given.now.plus(Duration.ofDays(3));
            Optional<Instant> closes = check.closesAt(given.policy, soon);
            Optional<Instant> end = allowed ? given.first(given.now, soon, false) : Optional.empty();
            assertThat(closes).as("closes, seed %s: %s", seed, given).isEqualTo(end);
            closed += allowed ? 0 : 1;
            cured += !allowed && next.isPresent() ? 1 : 0;
            closing += closes.isPresent() ? 1 : 0;
        }
        assertThat(closed).as("cases that are closed").isBetween(CASES / 4, CASES * 9 / 10);
        assertThat(cured).as("cases that open again").isGreaterThan(CASES / 5);
        assertThat(closing).as("cases that close").isGreaterThan(CASES / 10);
    }

    /** One timetable, one subscriber, one instant. */
    private static final class Case {
        private final Random random;
        private final List<ZoneId> zones = new ArrayList<>();
        private final Slot slot = Story.slot(Story.SMS, null, null);
        private final List<Consent> consents = new ArrayList<>();
        private final List<HoursRule> rows = new ArrayList<>();
        private final Instant now;
        private final SlotPolicy policy;
        private final NaiveHours naive;

        Case(long seed) {
            random = new Random(seed);
            for (int i = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1; i > 0; i--) {
                ZoneId zone = any(ZONES);
                if (!zones.contains(zone)) {
                    zones.add(zone);
                }
            }
            now = instant();
            LocalDate today = LocalDate.ofInstant(now, zones.get(0));
            HolidayCalendar calendar = random.nextInt(4) == 0 ? null : calendar(today);
            boolean quiet = random.nextInt(3) == 0;
            ZoneBasis basis = random.nextInt(5) == 0 ? new ZoneBasis(any(ZONES)) : ZoneBasis.SUBSCRIBER;
            for (int i = quiet ? 1 : 1 + random.nextInt(3); i > 0; i--) {
                rows.add(row("r" + i, quiet, today, calendar, basis));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                Instant at = now.plus(Duration.ofMinutes(random.nextInt(6000) - 3000))
                        .truncatedTo(ChronoUnit.MINUTES);
                Instant ends = random.nextBoolean() ? null : at.plus(Duration.ofMinutes(1 + random.nextInt(4000)));
                consents.add(new Consent(
                        random.nextBoolean() ? Story.SMS : random.nextBoolean() ? Story.PUSH : null,
                        null,
                        null,
                        null,
                        any(List.of(SpecialConsent.values())),
                        true,
                        at,
                        null,
                        ends));
            }
            policy = new PolicyBook(List.copyOf(rows)).policyFor(slot);
            naive = new NaiveHours(rows, zones, consents, slot);
        }

        PolicyCheck check() {
            Subscriber subscriber =
                    new Subscriber("s1", List.of(), List.of(), List.of(), null, null, null, Map.of(), consents);
            ContactHistory history =
                    ContactHistory.empty(LedgerKey.ofAccount("a1")).with(subscriber);
            return new PolicyCheck(new Situation(
                    now, new Whereabouts(zones, Set.of()), subscriber, history, ordinal -> null, Registers.EMPTY));
        }

        /** The first instant from {@code from} to {@code to}, it included, at which the definition says so. */
        Optional<Instant> first(Instant from, Instant to, boolean allowed) {
            if (naive.allow(from) == allowed) {
                return Optional.of(from);
            }
            for (Instant at = from.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                    !at.isAfter(to);
                    at = at.plus(1, ChronoUnit.MINUTES)) {
                if (naive.allow(at) == allowed) {
                    assertThat(naive.allow(at.minusMillis(1)))
                            .as("nothing changes but on the minute")
                            .isNotEqualTo(allowed);
                    return Optional.of(at);
                }
            }
            return Optional.empty();
        }

        private Instant instant() {
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(700 * 1440)));
            ZoneOffsetTransition change = zones.get(0).getRules().nextTransition(at);
            if (change != null && random.nextBoolean()) {
                at = change.getInstant().plus(Duration.ofMinutes(random.nextInt(2 * 1440) - 2 * 1440L));
            }
            return random.nextBoolean() ? at : at.plusMillis(random.nextInt(60_000));
        }

        private HolidayCalendar calendar(LocalDate today) {
            Set<LocalDate> seed = new HashSet<>(days(today, random.nextInt(5)));
            Map<LocalDate, OverriddenCalendar.Kind> changes = new HashMap<>();
            days(today, random.nextInt(4)).forEach(day -> changes.put(day, any(kinds())));
            OverriddenCalendar own = new OverriddenCalendar("X", year -> seed, changes);
            if (random.nextInt(3) > 0) {
                return own;
            }
            Map<LocalDate, OverriddenCalendar.Kind> more = new HashMap<>();
            days(today, 3).forEach(day -> more.put(day, any(kinds())));
            return new TightenedCalendar(own, more);
        }

        private static List<OverriddenCalendar.Kind> kinds() {
            return List.of(OverriddenCalendar.Kind.values());
        }

        private List<LocalDate> days(LocalDate today, int count) {
            List<LocalDate> days = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                days.add(today.plusDays(random.nextInt(9) - 2L));
            }
            return days;
        }

        private HoursRule row(
                String id, boolean quiet, LocalDate today, @Nullable HolidayCalendar calendar, ZoneBasis basis) {
            Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                if (random.nextInt(3) > 0) {
                    weekdays.add(day);
                }
            }
            boolean knows = calendar != null && random.nextInt(3) > 0;
            List<HoursRule.Interval> intervals = new ArrayList<>();
            for (int i = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
                intervals.add(new HoursRule.Interval(minute(), 1 + minute()));
            }
            return new HoursRule(
                    new RuleInfo(
                            "hours",
                            id,
                            "p",
                            null,
                            random.nextInt(5) == 0 ? today.plusDays(random.nextInt(5) - 2L) : null,
                            random.nextInt(5) == 0 ? today.plusDays(random.nextInt(5) - 1L) : null,
                            null),
                    Scope.OUTBOUND,
                    quiet ? HoursRule.Kind.QUIET : HoursRule.Kind.ALLOW,
                    new HoursRule.Days(weekdays, knows && random.nextBoolean(), knows && random.nextBoolean()),
                    intervals,
                    basis,
                    knows ? calendar : null,
                    random.nextInt(4) == 0 ? any(List.of(SpecialConsent.values())) : null);
        }

        /** Half past or full hours, or any minute. */
        private int minute() {
            return random.nextBoolean() ? 30 * random.nextInt(48) : random.nextInt(1440);
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        @Override
        public String toString() {
            return now + " in " + zones + " " + rows + " " + consents;
        }
    }
}

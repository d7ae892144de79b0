package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.ContactHistory;
import io.tact.model.Circumstances;
import io.tact.model.Subscriber;
import io.tact.model.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One more row that restricts never allows what was withheld, nor allows it sooner. */
class MonotonyTest {
    private static final int CASES = 1_500;
    private static final Duration HORIZON = Duration.ofDays(20);

    /** What is added. */
    private enum Added {
        CAP,
        GAP,
        COOLOFF,
        PROHIBITION,
        QUIET_ROW,
        CLOSED_ROW,
        CLOSED_HOLIDAY,
        SUPPRESSION
    }

    @ParameterizedTest
    @EnumSource
    void anotherRestrictionNeverLoosens(Added added) {
        int withheld = 0;
        int tighter = 0;
        for (long seed = 0; seed < CASES; seed++) {
            RandomCase given = new RandomCase(seed);
            Instant before = next(given, given.situation, given.rules);
            Situation situation = added == Added.SUPPRESSION ? suppressed(given) : given.situation;
            Instant after = next(given, situation, with(added, given));
            assertThat(after)
                    .as("seed %s, allowed with one more %s", seed, added)
                    .isAfterOrEqualTo(before);
            withheld += before.isAfter(given.now) ? 1 : 0;
            tighter += after.isAfter(before) ? 1 : 0;
        }
        assertThat(withheld).as("cases withheld before").isGreaterThan(CASES / 5);
        assertThat(tighter).as("cases that the %s made worse", added).isGreaterThan(CASES / 100);
    }

    /** When a message is allowed, which is now if nothing says no; far in the future if not up to the horizon. */
    private static Instant next(RandomCase given, Situation situation, List<PolicyRule> rules) {
        SlotPolicy policy = given.policy(rules);
        boolean allowed = given.check(situation).reasons(policy, given.line).isEmpty();
        Optional<Instant> next =
                given.check(situation).nextAllowedAt(policy, given.line, given.now, given.now.plus(HORIZON));
        assertThat(next.equals(Optional.of(given.now))).isEqualTo(allowed);
        return next.orElse(Instant.MAX);
    }

    private static List<PolicyRule> with(Added added, RandomCase given) {
        List<PolicyRule> rules = new ArrayList<>(given.rules);
        switch (added) {
            case CAP -> rules.add(cap(given, false));
            case GAP -> rules.add(cap(given, true));
            case COOLOFF -> rules.add(given.rows.cooloff());
            case PROHIBITION -> rules.add(given.rows.consent(ConsentRule.Model.PROHIBITED));
            case QUIET_ROW -> rules.add(quiet(given.rows.hours()));
            case CLOSED_ROW -> rules.add(closed(given));
            case CLOSED_HOLIDAY -> rules.replaceAll(closingDays(given)::closed);
            case SUPPRESSION -> {}
        }
        return rules;
    }

    private static CapRule cap(RandomCase given, boolean gap) {
        CapRule cap = given.rows.cap();
        while (cap.window() instanceof Window.Gap != gap) {
            cap = given.rows.cap();
        }
        return cap;
    }

    private static HoursRule quiet(HoursRule row) {
        return new HoursRule(
                row.info(),
                row.scope(),
                HoursRule.Kind.QUIET,
                row.days(),
                row.intervals(),
                row.zoneBasis(),
                row.calendar(),
                row.liftedBy());
    }

    /** A row without hours, in the timetable of another if there is one. */
    private static HoursRule closed(RandomCase given) {
        HoursRule row = given.rows.hours();
        HoursRule other = given.rules.stream()
                .filter(rule -> rule instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW)
                .map(HoursRule.class::cast)
                .findFirst()
                .orElse(row);
        RuleInfo info = new RuleInfo(
                row.info().table(),
                row.info().id(),
                other.info().pack(),
                other.info().jurisdiction(),
                row.info().effectiveFrom(),
                row.info().effectiveTo(),
                null);
        @Nullable HolidayCalendar calendar = other.calendar();
        HoursRule.Days days = calendar == null ? HoursRule.Days.of(row.days().weekdays()) : row.days();
        return new HoursRule(
                info,
                other.scope(),
                HoursRule.Kind.ALLOW,
                days,
                List.of(),
                other.zoneBasis(),
                calendar,
                row.liftedBy());
    }

    /** The calendars of a case with one more holiday in each. */
    private record ClosingDays(RandomCase given, LocalDate day, Map<HolidayCalendar, HolidayCalendar> closed) {

        PolicyRule closed(PolicyRule rule) {
            if (!(rule instanceof HoursRule row) || row.calendar() == null) {
                return rule;
            }
            HolidayCalendar calendar = closed.computeIfAbsent(
                    row.calendar(), own -> given.tightened(own, Map.of(day, OverriddenCalendar.Kind.CLOSED)));
            return new HoursRule(
                    row.info(),
                    row.scope(),
                    row.kind(),
                    row.days(),
                    row.intervals(),
                    row.zoneBasis(),
                    calendar,
                    row.liftedBy());
        }
    }

    private static ClosingDays closingDays(RandomCase given) {
        LocalDate day = LocalDate.ofInstant(given.now, given.zone).plusDays(given.dice.below(3));
        return new ClosingDays(given, day, new IdentityHashMap<>());
    }

    private static Situation suppressed(RandomCase given) {
        Situation was = given.situation;
        Circumstances circumstances = was.subscriber().circumstances();
        List<Suppression> stops = new ArrayList<>(circumstances.suppressions());
        stops.add(given.life.suppression("one more"));
        Subscriber subscriber = was.subscriber().with(circumstances.with(stops));
        ContactHistory history = was.history().with(subscriber);
        return new Situation(was.now(), was.where(), subscriber, history, was.attributes(), was.registers());
    }
}

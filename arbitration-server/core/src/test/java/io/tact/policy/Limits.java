package io.tact.policy;

import io.tact.model.AttributeValue;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.PreferredHours;
import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.model.Suppression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The instants at which what policy says of a case may change: no rule says anything new between two of them. Rather too
 * many than too few.
 */
final class Limits {
    private final RandomCase given;
    private final NavigableSet<Instant> all = new TreeSet<>();

    private Limits(RandomCase given) {
        this.given = given;
    }

    /** All that happen, and those of the clocks from two days before the present to so many days after. */
    static NavigableSet<Instant> of(RandomCase given, int days) {
        Limits limits = new Limits(given);
        limits.all.add(given.now);
        limits.all.add(given.now.plusMillis(1));
        List<Instant> events = limits.events();
        limits.all.addAll(events);
        for (ZoneId zone : limits.zones()) {
            limits.addEnds(events, zone);
            limits.addTimesOfDay(zone, days);
            limits.addConditions(zone);
        }
        return limits.all;
    }

    private Set<ZoneId> zones() {
        Set<ZoneId> zones = new LinkedHashSet<>(given.situation.where().zones());
        for (PolicyRule rule : given.rules) {
            ZoneId fixed = rule instanceof CapRule cap
                    ? cap.zoneBasis().fixed()
                    : rule instanceof HoursRule hours ? hours.zoneBasis().fixed() : null;
            if (fixed != null) {
                zones.add(fixed);
            }
        }
        return zones;
    }

    /** When something happened, or ends by itself. */
    private List<Instant> events() {
        Stream<Instant> contacts = Stream.concat(given.situation.history().contacts().stream(), given.picks.stream())
                .flatMap(Limits::of);
        var circumstances = given.situation.subscriber().circumstances();
        DoNotCallLists.Listing list = given.situation.registers().lists().find("L");
        return Stream.of(
                        contacts,
                        given.situation.subscriber().consents().stream().flatMap(Limits::of),
                        circumstances.relations().stream().flatMap(Limits::of),
                        circumstances.suppressions().stream().flatMap(Limits::of),
                        list == null ? Stream.<Instant>of() : Stream.of(list.asOf()))
                .flatMap(some -> some)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<Instant> of(Contact contact) {
        return Stream.concat(
                Stream.of(contact.at()), contact.outcomes().stream().map(Outcome::at));
    }

    private static Stream<Instant> of(Consent consent) {
        return consent.expiresAt() == null ? Stream.of(consent.at()) : Stream.of(consent.at(), consent.expiresAt());
    }

    private static Stream<Instant> of(Relation relation) {
        return Stream.of(relation.at(), relation.until());
    }

    private static Stream<Instant> of(Suppression stop) {
        return Stream.of(
                stop.at(),
                stop.expiresAt(),
                stop.lift() == null ? null : stop.lift().at());
    }

    /** Where the lengths of the rows end that count from an event, by the instant and by the day. */
    private void addEnds(List<Instant> events, ZoneId zone) {
        Set<Span> lengths = new LinkedHashSet<>(Lengths.of(given.rules));
        Set<Window.Unit> units = units();
        for (Instant event : events) {
            LocalDate day = LocalDate.ofInstant(event, zone);
            for (Span length : lengths) {
                all.add(NaiveClock.plus(event, length, zone));
                for (int later = 0; later <= 1; later++) {
                    LocalDateTime start = day.plusDays(later).atStartOfDay().plus(length.period());
                    all.add(NaiveClock.first(start, zone).plus(length.duration()));
                }
            }
            for (Window.Unit unit : units) {
                LocalDate next = NaiveClock.firstDayAfter(unit, day);
                all.add(NaiveClock.first(next.atStartOfDay(), zone));
            }
        }
    }

    /** The units of the calendar by which rows count, but for the day, which ends at midnight anyway. */
    private Set<Window.Unit> units() {
        Set<Window.Unit> units = EnumSet.noneOf(Window.Unit.class);
        for (PolicyRule rule : given.rules) {
            if (rule instanceof CapRule cap && cap.window() instanceof Window.Calendar calendar) {
                units.add(calendar.unit());
            }
        }
        units.remove(Window.Unit.DAY);
        return units;
    }

    /** Where a date, or an instant, lies just as far ahead as a condition says. */
    private void addConditions(ZoneId zone) {
        if (given.situation.attributes().value(RandomCase.DATE) instanceof AttributeValue.Day date) {
            for (Span ahead : spans()) {
                for (int later = -3; later <= 3; later++) {
                    LocalDateTime start =
                            date.value().minus(ahead.period()).plusDays(later).atStartOfDay();
                    all.add(NaiveClock.first(start, zone));
                }
            }
        }
        if (given.situation.attributes().value(RandomCase.MOMENT) instanceof AttributeValue.Moment moment) {
            for (Span ahead : spans()) {
                Instant before = ahead.before(moment.value(), zone);
                all.add(before);
                all.add(before.plusMillis(1));
            }
        }
    }

    private Set<Span> spans() {
        Set<Span> spans = new LinkedHashSet<>(Dice.SPANS);
        spans.add(Span.ZERO);
        return spans;
    }

    private void addTimesOfDay(ZoneId zone, int days) {
        LocalDate today = LocalDate.ofInstant(given.now, zone);
        Set<Integer> minutes = minutes();
        for (int day = -2; day <= days; day++) {
            for (int minute : minutes) {
                ZonedDateTime at =
                        today.plusDays(day).atStartOfDay().plusMinutes(minute).atZone(zone);
                all.add(at.withEarlierOffsetAtOverlap().toInstant());
                all.add(at.withLaterOffsetAtOverlap().toInstant());
            }
        }
        ZoneOffsetTransition change = zone.getRules()
                .nextTransition(today.minusDays(2).atStartOfDay(zone).toInstant());
        if (change != null) {
            all.add(change.getInstant());
        }
    }

    /** The minutes of the day that hours name; midnight and noon among them. */
    private Set<Integer> minutes() {
        Set<Integer> minutes = new TreeSet<>(List.of(0, 720));
        for (PolicyRule rule : given.rules) {
            if (rule instanceof HoursRule hours) {
                for (HoursRule.Interval interval : hours.intervals()) {
                    minutes.add(interval.open());
                    minutes.add(interval.close());
                }
            }
        }
        for (PreferredHours preferred :
                given.situation.subscriber().circumstances().preferredHours()) {
            minutes.add(preferred.open());
            minutes.add(preferred.close());
        }
        return minutes;
    }
}

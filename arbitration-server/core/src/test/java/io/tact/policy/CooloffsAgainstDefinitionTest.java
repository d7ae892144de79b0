package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cool-offs against what they are defined to be, asked anew at every instant that matters, clock changes included. */
class CooloffsAgainstDefinitionTest {
    private static final int CASES = 4_000;
    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Kolkata", "UTC");
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-03-08T08:00:00Z"),
            Instant.parse("2026-03-29T12:00:00Z"),
            Instant.parse("2026-04-24T10:00:00Z"),
            Instant.parse("2026-09-06T15:00:00Z"),
            Instant.parse("2026-10-25T23:30:00Z"),
            Instant.parse("2026-11-01T07:00:00Z"));

    /** One row, some contacts with outcomes and a message. */
    private static final class Case {
        final Random random;
        final ZoneId zone;
        final Instant now;
        final CooloffRule rule;
        final Slot slot;
        final List<Contact> contacts = new ArrayList<>();

        Case(long seed) {
            random = new Random(seed);
            zone = ZoneId.of(any(ZONES));
            now = any(TIMES).plus(Duration.ofHours(random.nextInt(72)));
            int times = 1 + random.nextInt(3);
            @Nullable String within = any(Arrays.asList("P2D", "PT24H", null));
            rule = new CooloffRule(
                    Story.row("cooloffs", "c"),
                    Scope.OUTBOUND,
                    Set.of(),
                    Set.of(OutcomeType.REFUSED, OutcomeType.BUSY),
                    times,
                    within == null ? null : Span.parse(within),
                    random.nextBoolean() ? Set.of() : Set.of(CooloffRule.Sharing.SAME_SENDER),
                    Span.parse(any(List.of("P1D", "P3D", "PT24H", "P1M", "P1DT6H"))),
                    any(List.of(CooloffRule.Start.values())));
            slot = slot();
            for (int i = random.nextInt(6); i > 0; i--) {
                contacts.add(contact("c" + i));
            }
        }

        private Slot slot() {
            return Story.slot(Story.CALL, Purpose.MARKETING, null, any(Arrays.asList("A", "B", null)));
        }

        private Contact contact(String id) {
            Contact contact = Story.delivered(id, now.minus(Duration.ofDays(4)), slot());
            for (int i = random.nextInt(3); i > 0; i--) {
                Instant at =
                        now.minus(Duration.ofHours(4L * random.nextInt(20) - 4)).plusMillis(random.nextInt(2));
                OutcomeType type = any(List.of(OutcomeType.REFUSED, OutcomeType.BUSY, OutcomeType.CONVERSATION));
                contact = contact.with(new Outcome(id + i, type, at, null));
            }
            return contact;
        }

        private <T extends @Nullable Object> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        boolean agreesAt(Instant t) {
            for (Contact last : contacts) {
                boolean shares = rule.appliesTo().isEmpty()
                        || slot.sender() == null
                        || last.slot().sender() == null
                        || slot.sender().equals(last.slot().sender());
                for (Outcome outcome : last.outcomes()) {
                    if (shares
                            && rule.outcomes().contains(outcome.type())
                            && isTheLastOfEnough(outcome.at())
                            && t.isBefore(end(outcome.at()))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean isTheLastOfEnough(Instant last) {
            return contacts.stream()
                            .filter(c -> c.outcomes().stream()
                                    .anyMatch(o -> rule.outcomes().contains(o.type())
                                            && !o.at().isAfter(last)
                                            && (rule.within() == null
                                                    || last.isBefore(NaiveClock.plus(o.at(), rule.within(), zone)))))
                            .count()
                    >= rule.times();
        }

        private Instant end(Instant at) {
            Span length = java.util.Objects.requireNonNull(rule.length());
            LocalDate day = LocalDate.ofInstant(at, zone);
            return switch (rule.start()) {
                case INSTANT -> NaiveClock.plus(at, length, zone);
                case EVENT_DAY -> begins(day.plus(length.period())).plus(length.duration());
                case NEXT_DAY -> begins(day.plusDays(1).plus(length.period())).plus(length.duration());
            };
        }

        /** The first half hour that shows the day. */
        private Instant begins(LocalDate day) {
            Instant t = day.minusDays(1).atTime(12, 0).atZone(zone).toInstant();
            while (LocalDate.ofInstant(t, zone).isBefore(day)) {
                t = t.plus(Duration.ofMinutes(30));
            }
            return t;
        }

        List<Instant> instants() {
            List<Instant> all = new ArrayList<>(List.of(now));
            for (Contact contact : contacts) {
                for (Outcome outcome : contact.outcomes()) {
                    all.add(end(outcome.at()));
                    all.add(end(outcome.at()).minusMillis(1));
                }
            }
            return all.stream().filter(t -> !t.isBefore(now)).toList();
        }
    }

    @Test
    void agreesExactlyWhenTheDefinitionDoes() {
        int withheld = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case given = new Case(seed);
            Story story = Story.in(given.zone.getId()).rules(given.rule).asking(given.slot);
            given.contacts.forEach(story::contact);
            PolicyCheck check = story.check(given.now.toString());
            String what = "seed " + seed;

            boolean allowed = check.reasons(story.policy(), null).isEmpty();
            assertThat(allowed).as(what).isEqualTo(given.agreesAt(given.now));
            Optional<Instant> next =
                    check.nextAllowedAt(story.policy(), null, given.now, given.now.plus(Duration.ofDays(60)));
            assertThat(next).as(what).isPresent();
            for (Instant t : given.instants()) {
                assertThat(given.agreesAt(t)).as("%s, at %s", what, t).isEqualTo(!t.isBefore(next.get()));
            }
            withheld += allowed ? 0 : 1;
        }
        assertThat(withheld).isBetween(CASES / 5, CASES * 9 / 10);
    }
}

package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever an operator adds to a pack, exemptions and holidays included, the pack says no as often as alone. */
class PacksStayTightTest {
    private static final int CASES = 2_000;
    private static final Instant NOON = Instant.parse("2026-05-08T12:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(45);

    /** One random situation, a pack's rows in it, and what an operator adds. */
    private static final class Case {
        final Random random;
        final Slot slot;
        final Situation situation;
        final List<PolicyRule> pack;
        final List<PolicyRule> both = new ArrayList<>();

        Case(long seed) {
            random = new Random(seed);
            slot = slot();
            situation = situation();
            HolidayCalendar holidays = new OverriddenCalendar("FR", year -> someDays(), Map.of());
            pack = new AnyRows(random, "law", holidays, List.of()).some(6);
            List<String> names = pack.stream().map(row -> row.info().name()).toList();
            HolidayCalendar tightened = new TightenedCalendar(holidays, someChanges());
            pack.forEach(row -> both.add(keptBy(row, holidays, tightened)));
            both.addAll(new AnyRows(random, "own", tightened, names).some(6));
        }

        /** The pack's row as it is once the operator has changed the calendar. */
        private static PolicyRule keptBy(PolicyRule row, HolidayCalendar holidays, HolidayCalendar tightened) {
            return row instanceof HoursRule hours && hours.calendar() == holidays
                    ? new HoursRule(
                            hours.info(),
                            hours.scope(),
                            hours.kind(),
                            hours.days(),
                            hours.intervals(),
                            hours.zoneBasis(),
                            tightened,
                            hours.liftedBy())
                    : row;
        }

        private Set<LocalDate> someDays() {
            return Set.of(LocalDate.of(2026, 5, 8), LocalDate.of(2026, 5, 10), LocalDate.of(2026, 5, 13));
        }

        private Map<LocalDate, OverriddenCalendar.Kind> someChanges() {
            Map<LocalDate, OverriddenCalendar.Kind> changes = new HashMap<>();
            for (int day = 6; day < 15; day++) {
                if (random.nextBoolean()) {
                    changes.put(LocalDate.of(2026, 5, day), any(List.of(OverriddenCalendar.Kind.values())));
                }
            }
            return changes;
        }

        private Situation situation() {
            List<Contact> contacts = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                Instant at = time();
                Outcome outcome = new Outcome("o", any(List.of(OutcomeType.values())), at, null);
                contacts.add(new Contact("c" + i, "s1", "+1", slot(), null, at, null, ContactState.DELIVERED, List.of())
                        .with(outcome));
            }
            Subscriber subscriber = new Subscriber(
                    "s1",
                    List.of("+1"),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    Map.of(),
                    consents(),
                    new Circumstances(Place.UNKNOWN, Place.UNKNOWN, relations(), List.of(), List.of()));
            ContactHistory history = ContactHistory.empty(LedgerKey.ofAccount("a1"))
                    .with(subscriber)
                    .plus(contacts);
            @Nullable AttributeValue plan = any(Arrays.asList(new AttributeValue.Text("A"), null));
            return new Situation(
                    NOON.plus(Duration.ofHours(random.nextInt(120))),
                    whereabouts(),
                    subscriber,
                    history,
                    ordinal -> plan,
                    Registers.EMPTY);
        }

        private Whereabouts whereabouts() {
            List<ZoneId> zones = random.nextInt(3) == 0
                    ? List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago"))
                    : List.of(ZoneId.of("Europe/Paris"));
            Set<String> jurisdictions =
                    any(List.of(Set.<String>of(), Set.of("US"), Set.of("US-FL"), Set.of("FR"), Set.of("US", "FR")));
            return new Whereabouts(zones, jurisdictions);
        }

        private List<Consent> consents() {
            List<Consent> all = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                all.add(new Consent(
                        null,
                        null,
                        null,
                        any(Arrays.asList("A", null)),
                        any(Arrays.asList(SpecialConsent.OUTSIDE_HOURS, SpecialConsent.NIGHT, null, null)),
                        random.nextInt(4) > 0,
                        time(),
                        null,
                        random.nextInt(3) == 0 ? NOON.plus(Duration.ofDays(random.nextInt(9))) : null));
            }
            return all;
        }

        private List<Relation> relations() {
            List<Relation> all = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                all.add(new Relation(any(List.of(Relation.Kind.values())), null, null, time(), null));
            }
            return all;
        }

        private Instant time() {
            return NOON.minus(Duration.ofHours(random.nextInt(300)));
        }

        private Slot slot() {
            return new Slot(
                    any(List.of(new Channel("SMS"), new Channel("PUSH"))),
                    Direction.OUTBOUND,
                    Purpose.MARKETING,
                    null,
                    null,
                    any(Arrays.asList("A", "B", null)),
                    SenderClass.CVM,
                    "C",
                    any(List.of("A", "B")));
        }

        private <T extends @Nullable Object> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        /** What says no, by row; a timetable by its table alone, since it may name any of its rows. */
        Set<String> objections(List<PolicyRule> rows) {
            Set<String> names = new HashSet<>();
            for (Reason reason : check().reasons(policy(rows), "+1")) {
                names.add(reason.rule().replaceFirst("(hours#[a-z]+).*", "$1"));
            }
            return names;
        }

        @Nullable Instant next(List<PolicyRule> rows) {
            return check().nextAllowedAt(
                            policy(rows), "+1", situation.now(), situation.now().plus(HORIZON))
                    .orElse(null);
        }

        private PolicyCheck check() {
            return new PolicyCheck(situation);
        }

        private SlotPolicy policy(List<PolicyRule> rows) {
            return new PolicyBook(rows).in(situation.where()).policyFor(slot);
        }
    }

    @Test
    void noRowOfAnOperatorTurnsANoOfAPackIntoAYes() {
        int withheld = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case given = new Case(seed);
            Set<String> alone = given.objections(given.pack);
            Set<String> together = given.objections(given.both);

            assertThat(together).as("seed %s", seed).containsAll(alone);
            withheld += alone.isEmpty() ? 0 : 1;
        }
        assertThat(withheld).isBetween(CASES / 4, CASES - CASES / 10);
    }

    @Test
    void noRowOfAnOperatorBringsTheInstantForwardAtWhichAPackAgrees() {
        int waited = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case given = new Case(seed);
            Instant alone = given.next(given.pack);
            Instant together = given.next(given.both);

            assertThat(together == null || (alone != null && !together.isBefore(alone)))
                    .as("seed %s: %s alone, %s with an operator's rows", seed, alone, together)
                    .isTrue();
            waited += alone != null && alone.isAfter(given.situation.now()) ? 1 : 0;
        }
        assertThat(waited).isGreaterThan(CASES / 10);
    }
}

package io.tact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Amounts;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Caps on channels, offers and amounts against what they are defined to be, asked anew at every instant that matters. */
class CapModesAgainstDefinitionTest {
    private static final int CASES = 4_000;
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(24);
    private static final List<CapRule.Mode> MODES = List.of(
            CapRule.Mode.DISTINCT_CHANNELS,
            CapRule.Mode.DISTINCT_OFFERS,
            CapRule.Mode.SUM_CONTACT_COST,
            CapRule.Mode.SUM_INCENTIVE_COST,
            CapRule.Mode.SUM_VALUE);

    /** One cap, some contacts and a message. */
    private static final class Case {
        final Random random;
        final CapRule rule;
        final Slot slot;
        final List<Contact> contacts = new ArrayList<>();

        Case(long seed) {
            random = new Random(seed);
            Fixed max = new Fixed(500_000L * random.nextInt(9));
            rule = new CapRule(
                    Story.row("caps", "c"),
                    Scope.OUTBOUND,
                    CapRule.Level.SUBSCRIBER,
                    new Window.Rolling(new io.tact.model.Span(java.time.Period.ZERO, LENGTH)),
                    ZoneBasis.SUBSCRIBER,
                    max,
                    Counted.ATTEMPTS,
                    random.nextBoolean() ? Set.of() : Set.of(CapRule.Key.PER_CATEGORY),
                    any(MODES));
            slot = slot();
            for (int i = random.nextInt(8); i > 0; i--) {
                // Few distinct instants, so that several contacts leave at once and some lie in the future.
                Instant at = NOW.minus(Duration.ofHours(3L * random.nextInt(10) - 3));
                contacts.add(Story.delivered("c" + i, at, slot()));
            }
        }

        private Slot slot() {
            @Nullable Amounts amounts = random.nextInt(5) == 0 ? null : new Amounts(amount(), amount(), amount());
            return new Slot(
                    any(List.of(Story.SMS, Story.EMAIL, Story.PUSH)),
                    Direction.OUTBOUND,
                    Purpose.MARKETING,
                    any(Arrays.asList("A", "B", null)),
                    null,
                    "OP",
                    SenderClass.CVM,
                    null,
                    any(Arrays.asList("X", "Y", "Z", null)),
                    amounts);
        }

        private Fixed amount() {
            return new Fixed(500_000L * (random.nextInt(6) - 1));
        }

        private <T extends @Nullable Object> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        boolean agreesAt(Instant t) {
            List<Slot> counted = contacts.stream()
                    .filter(c -> t.isBefore(c.at().plus(LENGTH)))
                    .map(Contact::slot)
                    .filter(s -> rule.keys().isEmpty()
                            || s.category() == null
                            || slot.category() == null
                            || s.category().equals(slot.category()))
                    .toList();
            BigDecimal used =
                    switch (rule.mode()) {
                        case DISTINCT_CHANNELS -> distinct(counted, true);
                        case DISTINCT_OFFERS -> distinct(counted, false);
                        default -> counted.stream().map(this::summed).reduce(summed(slot), BigDecimal::add);
                    };
            return used.compareTo(rule.max().toBigDecimal()) <= 0;
        }

        private BigDecimal distinct(List<Slot> counted, boolean channels) {
            Set<Object> values = new HashSet<>();
            List<Slot> all = new ArrayList<>(counted);
            all.add(slot);
            for (Slot s : all) {
                Channel channel = s.channel();
                values.add(channels ? channel : s.offer() == null ? new Object() : s.offer());
            }
            return BigDecimal.valueOf(values.size());
        }

        private BigDecimal summed(Slot s) {
            Amounts amounts = s.amounts();
            if (amounts == null) {
                return BigDecimal.ZERO;
            }
            return (switch (rule.mode()) {
                        case SUM_CONTACT_COST -> amounts.contactCost();
                        case SUM_INCENTIVE_COST -> amounts.incentiveCost();
                        default -> amounts.value();
                    })
                    .toBigDecimal();
        }
    }

    @Test
    void agreesExactlyWhenTheDefinitionDoes() {
        int withheld = 0;
        int cured = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case given = new Case(seed);
            Story story = Story.in("UTC").rules(given.rule).asking(given.slot);
            given.contacts.forEach(story::contact);
            PolicyCheck check = story.check(NOW.toString());
            String what = "seed " + seed;

            boolean allowed = check.reasons(story.policy(), null).isEmpty();
            assertThat(allowed).as(what).isEqualTo(given.agreesAt(NOW));
            withheld += allowed ? 0 : 1;
            Instant from = NOW.plus(Duration.ofHours(given.random.nextInt(20)));
            Optional<Instant> next = check.nextAllowedAt(story.policy(), null, from, NOW.plus(Duration.ofDays(9)));
            next.ifPresent(at -> assertThat(given.agreesAt(at)).as(what).isTrue());
            Instant end = next.orElse(Instant.MAX);
            for (Instant t : instants(given, from)) {
                if (t.isBefore(end)) {
                    assertThat(given.agreesAt(t)).as("%s, at %s", what, t).isFalse();
                }
            }
            cured += next.isPresent() && next.get().isAfter(from) ? 1 : 0;
        }
        assertThat(withheld).isBetween(CASES / 5, CASES * 9 / 10);
        assertThat(cured).isGreaterThan(CASES / 10);
    }

    /** All there is to ask: what is allowed changes only when a contact leaves. */
    private static List<Instant> instants(Case given, Instant from) {
        List<Instant> all = new ArrayList<>(List.of(from));
        given.contacts.forEach(c -> all.add(c.at().plus(LENGTH)));
        return all.stream().filter(t -> !t.isBefore(from)).toList();
    }
}

package io.tact.policy;

import static io.tact.policy.Story.delivered;
import static io.tact.policy.Story.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Amounts;
import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapAllowancesTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    @Test
    void saysWhatIsLeftAndWhenThereIsMore() {
        Story story = Story.in("UTC")
                .rules(Story.cap("week", rolling("P7D"), 3), Story.cap("none", rolling("P7D"), 0))
                .sent("2026-05-01T10:00")
                .sent("2026-05-03T10:00");

        assertThat(told(story, "2026-05-04T10:00"))
                .containsExactly("caps#none 2 of 0, 0 left, null", "caps#week 2 of 3, 1 left, 2026-05-08T10:00:00Z");
        assertThat(told(story, "2026-05-08T10:00"))
                .containsExactly("caps#none 1 of 0, 0 left, null", "caps#week 1 of 3, 2 left, 2026-05-10T10:00:00Z");
        assertThat(told(story, "2026-05-10T10:00"))
                .containsExactly("caps#none 0 of 0, 0 left, null", "caps#week 0 of 3, 3 left, null");
    }

    @Test
    void moreIsLeftOnlyOnceThereIsRoomAgainWhereThereAreTooMany() {
        Story story = Story.in("UTC")
                .rules(Story.cap("week", rolling("P7D"), 2))
                .sent("2026-05-01T10:00")
                .sent("2026-05-02T10:00")
                .sent("2026-05-03T10:00");

        assertThat(told(story, "2026-05-04T10:00")).containsExactly("caps#week 3 of 2, 0 left, 2026-05-09T10:00:00Z");
    }

    @Test
    void aGapIsACapOfOne() {
        Story story =
                Story.in("UTC").rules(Story.cap("gap", Story.gap("PT4H"), 1)).sent("2026-05-01T10:00");

        assertThat(told(story, "2026-05-01T13:59:59.999"))
                .containsExactly("caps#gap 1 of 1, 0 left, 2026-05-01T14:00:00Z");
        assertThat(told(story, "2026-05-01T14:00")).containsExactly("caps#gap 0 of 1, 1 left, null");
    }

    @Test
    void aBudgetIsToldToTheLastCent() {
        Story story = Story.in("UTC")
                .rules(cap("budget", "50.5", CapRule.Mode.SUM_INCENTIVE_COST))
                .contact(delivered("free", START, slot("A", "0")))
                .contact(delivered("c1", START.plusSeconds(60), slot("A", "20.25")))
                .contact(delivered("c2", START.plusSeconds(120), slot("B", "25.755")));

        assertThat(told(story, "2026-05-02T00:00"))
                .as("what costs nothing frees nothing")
                .containsExactly("caps#budget 46.005 of 50.5, 4.495 left, 2026-05-08T00:01:00Z");
    }

    @Test
    void anOfferIsFreeAgainWithItsLastContact() {
        Story story = Story.in("UTC")
                .rules(cap("offers", "3", CapRule.Mode.DISTINCT_OFFERS))
                .contact(delivered("c1", START, slot("A", "0")))
                .contact(delivered("c2", START.plusSeconds(60), slot("B", "0")))
                .contact(delivered("c3", START.plusSeconds(120), slot("A", "0")));

        assertThat(told(story, "2026-05-02T00:00")).containsExactly("caps#offers 2 of 3, 1 left, 2026-05-08T00:01:00Z");
    }

    @Test
    void inSeveralZonesTheLeastIsLeft() {
        Story story = Story.in("Asia/Tokyo")
                .alsoIn("America/New_York")
                .rules(Story.cap("day", new Window.Calendar(Window.Unit.DAY), 2))
                .contact(delivered("c1", Instant.parse("2026-05-01T14:00:00Z")));

        assertThat(told(story, "2026-05-01T16:00:00Z"))
                .as("it is tomorrow in Tokyo already")
                .containsExactly("caps#day 1 of 2, 1 left, 2026-05-02T04:00:00Z");
        assertThat(told(story, "2026-05-02T04:00:00Z")).containsExactly("caps#day 0 of 2, 2 left, null");
    }

    @Test
    void onlyWhatBindsIsToldAndHowItBinds() {
        RuleInfo law = new RuleInfo(
                "caps",
                "FR-1",
                "fr",
                "FR",
                LocalDate.parse("2026-05-02"),
                LocalDate.parse("2026-05-04"),
                "L. 1",
                Binding.LAW,
                false);
        CapRule row = new CapRule(
                law,
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                rolling("P7D"),
                ZoneBasis.SUBSCRIBER,
                1,
                Counted.ATTEMPTS,
                Set.of());
        Story story = Story.in("UTC").of("FR").rules(row).sent("2026-05-01T10:00");

        assertThat(story.caps("2026-05-01T23:59:59")).isEmpty();
        assertThat(story.caps("2026-05-02T00:00")).singleElement().satisfies(cap -> {
            assertThat(cap.citation()).isEqualTo("L. 1");
            assertThat(cap.binding()).isEqualTo(Binding.LAW);
            assertThat(cap.verified()).isFalse();
            assertThat(cap.freesAt()).as("the row lapses").isEqualTo("2026-05-05T00:00:00Z");
        });
        assertThat(story.caps("2026-05-05T00:00")).isEmpty();
        assertThat(Story.in("UTC").of("DE").rules(row).caps("2026-05-03T00:00")).isEmpty();
        assertThat(Story.in("UTC")
                        .of("FR")
                        .rules(row, Rows.lifting("fr", RuleKind.CAPS))
                        .caps("2026-05-03T00:00"))
                .isEmpty();
        assertThat(Story.in("UTC")
                        .rules(Story.cap("c", rolling("P7D"), 1), Rows.optIn("own"))
                        .caps("2026-05-03T00:00"))
                .as("the caps only")
                .hasSize(1);
    }

    @Test
    void agreesWithAskingAgainAtEveryInstant() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            CapRule.Mode mode = CapRule.Mode.values()[random.nextInt(CapRule.Mode.values().length)];
            Story story = Story.in(random.nextBoolean() ? "Europe/Paris" : "America/New_York")
                    .rules(randomCap(random, mode));
            if (random.nextInt(3) == 0) {
                story.alsoIn("Asia/Kolkata");
            }
            for (int c = random.nextInt(6); c > 0; c--) {
                Instant at = START.plusSeconds(random.nextInt(10 * 24) * 3_600L);
                story.contact(delivered(
                        "c" + c, at, slot(List.of("A", "B", "C").get(random.nextInt(3)), "" + random.nextInt(4))));
            }
            CapAllowance now = story.caps("2026-05-11T00:00:00Z").get(0);
            String told = "seed " + seed + " case " + i + ": " + now;
            if (mode == CapRule.Mode.COUNT) {
                boolean objects = !story.objections("2026-05-11T00:00:00Z").isEmpty();
                assertThat(now.remaining().equals(Fixed.ZERO)).as(told).isEqualTo(objects);
            }
            Instant frees = now.freesAt();
            if (frees == null) {
                Instant later = START.plusSeconds(400L * 86_400);
                assertThat(story.caps(later.toString()).get(0).remaining())
                        .as(told)
                        .isEqualTo(now.remaining());
            } else {
                CapAllowance before =
                        story.caps(frees.minusMillis(1).toString()).get(0);
                CapAllowance then = story.caps(frees.toString()).get(0);
                assertThat(before.remaining()).as(told).isEqualTo(now.remaining());
                assertThat(then.remaining()).as(told).isGreaterThan(now.remaining());
            }
        }
    }

    private static CapRule randomCap(Random random, CapRule.Mode mode) {
        Window window =
                switch (random.nextInt(3)) {
                    case 0 -> rolling("P" + (1 + random.nextInt(12)) + "D");
                    case 1 -> new Window.Calendar(Window.Unit.WEEK);
                    default -> new Window.Calendar(Window.Unit.MONTH);
                };
        Set<CapRule.Key> keys = random.nextBoolean() ? Set.of() : Set.of(CapRule.Key.PER_CAMPAIGN);
        return new CapRule(
                Story.row("caps", "c"),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                window,
                ZoneBasis.SUBSCRIBER,
                Fixed.of(random.nextInt(5)),
                Counted.ATTEMPTS,
                keys,
                mode);
    }

    private static CapRule cap(String id, String max, CapRule.Mode mode) {
        return new CapRule(
                Story.row("caps", id),
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                rolling("P7D"),
                ZoneBasis.SUBSCRIBER,
                Fixed.parse(max),
                Counted.ATTEMPTS,
                Set.of(),
                mode);
    }

    private static Slot slot(String offer, String incentive) {
        Amounts amounts = new Amounts(Fixed.of(2), Fixed.of(3), Fixed.parse(incentive));
        return new Slot(
                new Channel("SMS"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                "OP",
                SenderClass.CVM,
                "campaign-" + offer,
                offer,
                amounts);
    }

    private static List<String> told(Story story, String now) {
        return story.caps(now).stream().map(CapAllowancesTest::told).toList();
    }

    private static String told(CapAllowance cap) {
        @Nullable Instant frees = cap.freesAt();
        return cap.rule() + " " + cap.used() + " of " + cap.max() + ", " + cap.remaining() + " left, " + frees;
    }
}

package io.tact.policy;

import static io.tact.policy.Story.cap;
import static io.tact.policy.Story.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyBookTest {
    private static final Slot FULL = new Slot(
            Story.SMS, Direction.OUTBOUND, Purpose.MARKETING, "DEVICE", "debt", "OP", SenderClass.CVM, "A", "A-1");

    @Test
    void mergesSlotsThatNoRowTellsApart() {
        Slot projected = new PolicyBook(List.of(cap("c", rolling("P1D"), 1))).project(FULL);

        assertThat(projected)
                .isEqualTo(new Slot(
                        Story.SMS,
                        Direction.OUTBOUND,
                        Purpose.MARKETING,
                        "DEVICE",
                        null,
                        "OP",
                        SenderClass.CVM,
                        null,
                        null));
    }

    @Test
    void tellsTheChannelsThatItsRowsName() {
        Scope sms = new Scope(Set.of(Story.SMS), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
        ConsentRule consent = new ConsentRule(Story.row("consent", "c"), sms, ConsentRule.Model.OPT_OUT, null);
        ExclusionRule pair = new ExclusionRule.NeverTogether(
                Story.row("exclusions", "p"),
                new Selector(Selector.Dimension.CHANNEL, "KIOSK"),
                new Selector(Selector.Dimension.CAMPAIGN, "DOOR"),
                null,
                List.of());

        assertThat(new PolicyBook(List.of(consent, pair)).channels()).containsExactlyInAnyOrder("SMS", "KIOSK");
    }

    @Test
    void keepsWhatARowCountsPerOrNames() {
        CapRule perOffer = cap("c", CapRule.Level.SUBSCRIBER, rolling("P1D"), 1, Set.of(CapRule.Key.PER_OFFER));
        ExclusionRule namesA = new ExclusionRule.OnePer(
                Story.row("exclusions", "e"), Selector.Dimension.CAMPAIGN, "A", null, List.of());
        ConsentRule consent =
                new ConsentRule(Story.row("consent", "c"), Scope.OUTBOUND, ConsentRule.Model.OPT_OUT, null);
        PolicyBook book = new PolicyBook(List.of(perOffer, namesA, consent));

        Slot projected = book.project(FULL);

        assertThat(projected.offer()).isEqualTo("A-1");
        assertThat(projected.campaign()).isEqualTo("A");
        assertThat(projected.sender()).as("consents may name senders").isEqualTo("OP");
        assertThat(projected.subject()).isNull();
        assertThat(book.project(Story.slot(Story.SMS, "B", "B-1")).campaign())
                .as("no row names campaign B")
                .isNull();
    }

    @Test
    void findsTheRowsOfASlotByNameAndRemembersThem() {
        PolicyBook book = new PolicyBook(List.of(
                cap("z", rolling("P1D"), 1),
                new CapRule(
                        Story.row("caps", "push"),
                        new Scope(
                                Set.of(Story.PUSH),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of(),
                                Set.of()),
                        CapRule.Level.SUBSCRIBER,
                        rolling("P1D"),
                        ZoneBasis.SUBSCRIBER,
                        1,
                        io.tact.model.Counted.SENT,
                        Set.of()),
                cap("a", rolling("P7D"), 1)));

        SlotPolicy policy = book.policyFor(FULL);

        assertThat(policy.rules()).extracting(rule -> rule.info().name()).containsExactly("caps#a", "caps#z");
        assertThat(book.policyFor(FULL)).isSameAs(policy);
    }

    @Test
    void staysBoundedHoweverManySlotsAreAskedFor() {
        PolicyBook book = new PolicyBook(List.of(cap("c", rolling("P1D"), 1)));
        SlotPolicy first = book.policyFor(Story.slot(Story.SMS, "c", "o"));
        for (int i = 0; i < 10_000; i++) {
            book.policyFor(Story.slot(Story.SMS, "c" + i, "o"));
        }

        assertThat(book.policyFor(Story.slot(Story.SMS, "c", "o"))).isNotSameAs(first);
    }

    @Test
    void bindsWhereTheRowSaysAndEveryoneOfUnknownPlace() {
        RuleInfo florida = new RuleInfo("caps", "florida", "us", "US-FL", null, null, null);
        RuleInfo states = new RuleInfo("caps", "states", "us", "US", null, null, null);
        CapRule never = cap("x", rolling("P1D"), 0);
        List<CapRule> rows = new ArrayList<>();
        for (RuleInfo info : List.of(florida, states)) {
            rows.add(new CapRule(
                    info,
                    never.scope(),
                    never.level(),
                    never.window(),
                    never.zoneBasis(),
                    0,
                    never.counts(),
                    never.keys()));
        }
        Story story = Story.in("UTC").rules(rows.toArray(new PolicyRule[0]));

        assertThat(story.objections("2026-05-01T10:00")).containsExactly("caps#florida", "caps#states");
        assertThat(story.of("US-FL").objections("2026-05-01T10:00")).containsExactly("caps#florida", "caps#states");
        assertThat(story.of("US-NY").objections("2026-05-01T10:00")).containsExactly("caps#states");
        assertThat(story.of("FR").objections("2026-05-01T10:00")).isEmpty();
        assertThat(story.of("US").objections("2026-05-01T10:00"))
                .as("whose state is not known may be in any")
                .containsExactly("caps#florida", "caps#states");
    }

    @Test
    void neverAllowsThroughAnotherRowWhatItWithheldWithoutIt() {
        int withheld = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            RandomCase given = new RandomCase(seed);
            Random random = new Random(seed);
            int left = random.nextInt(given.rules.size());
            // A row more in a timetable adds hours to it, and an exemption lifts rows, as the product says.
            boolean timetable =
                    given.rules.get(left) instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW;
            if (timetable || given.rules.get(left) instanceof ExemptionRule) {
                continue;
            }
            List<PolicyRule> fewer = new ArrayList<>(given.rules);
            fewer.remove(left);

            List<String> before = objections(given, fewer);
            List<String> after = objections(given, given.rules);

            assertThat(after).as("seed %s", seed).containsAll(before);
            withheld += before.isEmpty() ? 0 : 1;
        }
        assertThat(withheld).isGreaterThan(300);
    }

    private static List<String> objections(RandomCase given, List<PolicyRule> rules) {
        SlotPolicy policy = new PolicyBook(rules).policyFor(given.slot);
        return given.check().reasons(policy, given.line).stream()
                .map(Reason::rule)
                .toList();
    }

    @Test
    void judgesASlotAsItsProjection() {
        for (long seed = 0; seed < 2_000; seed++) {
            RandomCase given = new RandomCase(seed);
            PolicyBook book = new PolicyBook(given.rules);
            PolicyCheck check = given.check();

            assertThat(check.reasons(book.policyFor(book.project(given.slot)), given.line))
                    .as("seed %s", seed)
                    .isEqualTo(check.reasons(book.policyFor(given.slot), given.line));
        }
    }
}

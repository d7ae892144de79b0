package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.facts.Facts;
import io.tact.facts.Verdict;
import io.tact.model.Circumstances;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Subscriber;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrlRulesTest {
    private static final String COMPLAINT =
            """
            rule "no sales while a complaint is open"
            when
                Profile( flag("open_complaint") == true )
            then
                verdicts.withhold(purpose("MARKETING"), "a complaint is open");
            end
            """;

    private static String mention(String conditions) {
        return "rule \"r\" when " + conditions + " then verdicts.mustMention(\"yes\"); end";
    }

    private static boolean holds(String conditions, Map<String, Object> profile) {
        return !Sample.ask(mention(conditions), profile).isEmpty();
    }

    @Test
    void withholdsSalesWhileAComplaintIsOpen() {
        Selector marketing = new Selector(Selector.Dimension.PURPOSE, "MARKETING");
        assertThat(Sample.ask(COMPLAINT, Map.of("open_complaint", true)))
                .containsExactly(
                        new Verdict.Withhold("no sales while a complaint is open", marketing, "a complaint is open"));
        assertThat(Sample.ask(COMPLAINT, Map.of("open_complaint", false))).isEmpty();
    }

    @Test
    void toleratesAPackageAndImportsOfItsOwn() {
        String drl = "package my.rules;\nimport io.tact.facts.*\nimport io.tact.model.Slot;\n" + COMPLAINT;
        assertThat(Sample.ask(drl, Map.of("open_complaint", true))).hasSize(1);
    }

    @Test
    void anAttributeThatIsNotSetMatchesNoComparison() {
        for (String condition : List.of(
                "number(\"balance\") < 500",
                "number(\"balance\") >= 500",
                "number(\"balance\") == 500",
                "text(\"plan\") == \"PREPAID\"",
                "text(\"plan\") in (\"PREPAID\", \"POSTPAID\")",
                "flag(\"open_complaint\") == false",
                "date(\"contract_end\") < day(\"2099-01-01\")",
                "last: instant(\"last_topup\"), last > moment(\"1999-01-01T00:00:00Z\")",
                "$b : number(\"balance\"), $b < 500",
                "isSet(\"balance\") && number(\"balance\") * 2 < 500")) {
            assertThat(holds("Profile( " + condition + " )", Map.of()))
                    .as(condition)
                    .isFalse();
        }
    }

    @Test
    void comparesEveryTypeOfAttribute() {
        Map<String, Object> profile = Map.of(
                "balance",
                300,
                "plan",
                "PREPAID",
                "contract_end",
                LocalDate.parse("2026-12-10"),
                "last_topup",
                Sample.NOW);
        for (String condition : List.of(
                "number(\"balance\") < 500",
                "number(\"balance\") * 2 == 600, isSet(\"balance\")",
                "text(\"plan\") in (\"PREPAID\")",
                "date(\"contract_end\") <= day(\"2026-12-10\")",
                "instant(\"last_topup\") == moment(\"2026-11-23T11:00:00+01:00\")",
                "!isSet(\"open_complaint\")")) {
            String guarded = condition.contains("*") ? "isSet(\"balance\"), " + condition : condition;
            assertThat(holds("Profile( " + guarded + " )", profile))
                    .as(condition)
                    .isTrue();
        }
        assertThat(holds("$r : Request() Profile( date(\"contract_end\") <= $r.dayIn(\"P30D\") )", profile))
                .isTrue();
        assertThat(holds("$r : Request() Profile( date(\"contract_end\") <= $r.dayIn(\"P10D\") )", profile))
                .isFalse();
    }

    @Test
    void rulesSeeTheRequestTheSlotsAndTheTableHits() {
        String drl = mention("Request( localTime.hour == 11, text(\"call_reason\") == \"BILL_SHOCK\" )"
                + " Slot( channel.name == \"SMS\", purpose == Purpose.MARKETING )"
                + " TableHits( matched(\"scoring#vip\") )");
        try (DrlRules rules = Sample.compile(drl)) {
            var facts = Sample.facts(Map.of(), Map.of("call_reason", "BILL_SHOCK"), List.of());
            var hits = new Sample.Hits(Set.of("scoring#vip"));
            assertThat(rules.verdicts(facts, hits, List.of(Sample.SMS))).hasSize(1);
            assertThat(rules.verdicts(facts, Sample.NO_HITS, List.of(Sample.SMS)))
                    .isEmpty();
            assertThat(rules.verdicts(facts, hits, List.of(Sample.slot("IVR")))).isEmpty();
        }
    }

    @Test
    void rulesAskForRelationsThatGoOn() {
        Relation contract = relation(Sample.NOW, null);
        Relation ended = relation(null, Sample.NOW);
        Relation begins = relation(Sample.NOW.plusMillis(1), null);
        String drl = mention("Profile( hasRelation(\"ONGOING_CONTRACT\") )");
        try (DrlRules rules = Sample.compile(drl)) {
            assertThat(rules.verdicts(facts(contract), Sample.NO_HITS, List.of(Sample.SMS)))
                    .hasSize(1);
            assertThat(rules.verdicts(facts(ended, begins), Sample.NO_HITS, List.of(Sample.SMS)))
                    .isEmpty();
        }
    }

    private static Relation relation(@Nullable Instant at, @Nullable Instant until) {
        return new Relation(Relation.Kind.ONGOING_CONTRACT, "Sister", null, at, until);
    }

    private static Facts facts(Relation... relations) {
        Subscriber subscriber = Subscriber.unknown("s-1")
                .with(new Circumstances(Place.UNKNOWN, Place.UNKNOWN, List.of(relations), List.of(), List.of()));
        return Sample.facts(subscriber, Map.of(), List.of());
    }

    @Test
    void rulesCountContactsAndOutcomes() {
        Contact refused = new Contact(
                "c-1",
                "s-1",
                null,
                Sample.SMS,
                null,
                Sample.NOW.minus(Duration.ofDays(2)),
                null,
                ContactState.SENT,
                List.of(new Outcome("o-1", OutcomeType.REFUSED, Sample.NOW.minus(Duration.ofDays(1)), null)));
        String drl = mention(
                "History( contacts(channel(\"SMS\"), \"P3D\") == 1, outcomes(\"REFUSED\", \"PT25H\") == 1, contacts(\"P2D\") == 0 )");
        try (DrlRules rules = Sample.compile(drl)) {
            assertThat(rules.verdicts(
                            Sample.facts(Map.of(), Map.of(), List.of(refused)), Sample.NO_HITS, List.of(Sample.SMS)))
                    .hasSize(1);
            assertThat(rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS)))
                    .isEmpty();
        }
    }

    @Test
    void aDecisionLeavesNothingBehindForTheNext() {
        String drl = mention("not Slot( channel.name == \"IVR\" )") + "\n" + COMPLAINT;
        try (DrlRules rules = Sample.compile(drl)) {
            var complaint = Sample.facts(Map.of("open_complaint", true));
            for (int i = 0; i < 20; i++) {
                assertThat(rules.verdicts(complaint, Sample.NO_HITS, List.of(Sample.slot("IVR"))))
                        .hasSize(1);
                assertThat(rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS)))
                        .containsExactly(new Verdict.MustMention("r", "yes"));
            }
        }
    }

    @Test
    void cannotDecideWhenARuleThrowsAndDecidesAgainAfterwards() {
        String drl = "rule \"bad\" when Profile( text(\"plan\") == \"PREPAID\", $l : language ) "
                + "then verdicts.mustMention($l.substring(99)); end\n" + COMPLAINT;
        try (DrlRules rules = Sample.compile(drl)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> rules.verdicts(
                                Sample.facts(Map.of("plan", "PREPAID")), Sample.NO_HITS, List.of(Sample.SMS)))
                        .isInstanceOf(CouldNotDecideException.class)
                        .hasMessageContaining("bad")
                        .hasMessageContaining("99");
                assertThat(rules.verdicts(
                                Sample.facts(Map.of("open_complaint", true)), Sample.NO_HITS, List.of(Sample.SMS)))
                        .hasSize(1);
            }
        }
    }

    @Test
    void cannotDecideWhenAConditionThrows() {
        // What is put together from parts cannot be checked before it runs.
        String drl = mention("$h : History( outcomes(\"NO_\" + \"SUCH\", \"P1D\") == 0 ) ");
        try (DrlRules rules = Sample.compile(drl)) {
            assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of()))
                    .isInstanceOf(CouldNotDecideException.class)
                    .hasMessageContaining("NO_SUCH");
        }
    }

    @Test
    void refusesToDecideOnceClosed() {
        DrlRules rules = Sample.compile(COMPLAINT);
        rules.close();
        assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyThreadsDecideAtOnceAndNoneSeesAnothersFacts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DrlRules rules = Sample.compile(COMPLAINT)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                boolean complaint = i % 3 == 0;
                tasks.add(() -> complaint
                        != rules.verdicts(
                                        Sample.facts(Map.of("open_complaint", complaint)),
                                        Sample.NO_HITS,
                                        List.of(Sample.SMS))
                                .isEmpty());
            }
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

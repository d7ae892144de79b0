package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.facts.Factor;
import io.tact.facts.Select;
import io.tact.facts.Verdict;
import io.tact.history.ContactHistory;
import io.tact.model.Amounts;
import io.tact.model.Binding;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final Span WEEK = Span.parse("P7D");

    private static Decision decide(ActiveRuleset ruleset, ArbitrationRequest request, ContactHistory history) {
        return new Decider(ruleset).decide(request, history.subscribers().get(0), history, Sample.NOW, "decision");
    }

    private static Contact sent(Treatment treatment, Duration ago) {
        return new Contact(
                "past-" + treatment.id(),
                "S-1",
                null,
                treatment.slot(),
                treatment.id(),
                Sample.NOW.minus(ago),
                null,
                ContactState.SENT,
                List.of());
    }

    private static CandidateResult loser(Decision decision, String treatment) {
        return decision.others().stream()
                .filter(r -> r.treatment().id().equals(treatment))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void selectsTheBestScoreAndSaysWhyTheOthersLost() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "PUSH"), Sample.marketing("C", "SMS")),
                List.of(),
                rules -> rules.propensity("B/PUSH", "0.9").ineligible("C/SMS"));

        Decision decision = decide(ruleset, Sample.request("S-1", 1, true), Sample.history("S-1"));

        assertThat(decision.selected()).hasSize(1);
        Selection best = decision.selected().get(0);
        assertThat(best.treatment().id()).isEqualTo("B/PUSH");
        assertThat(best.score()).isEqualTo(Fixed.of(9));
        assertThat(best.content()).isEqualTo("bonjour");
        assertThat(best.contact().id()).isEqualTo("decision-1");
        assertThat(best.contact().stored()).isEqualTo(ContactState.RESERVED);
        assertThat(best.contact().expiresAt()).isEqualTo(Sample.NOW.plus(Duration.ofMinutes(15)));
        assertThat(loser(decision, "A/SMS").state()).isEqualTo(CandidateState.OUTRANKED);
        assertThat(loser(decision, "A/SMS").reasons()).extracting(Reason::code).containsExactly(Reason.Code.LIMIT);
        assertThat(loser(decision, "C/SMS").state()).isEqualTo(CandidateState.INELIGIBLE);
        assertThat(decision.counts())
                .isEqualTo(
                        Map.of(CandidateState.SELECTED, 1, CandidateState.OUTRANKED, 1, CandidateState.INELIGIBLE, 1));
    }

    @Test
    void aReservationKeepsWhatItsTreatmentAmountsTo() {
        Amounts amounts = new Amounts(Fixed.of(7), Fixed.parse("0.05"), Fixed.of(2));
        Treatment treatment = Sample.amounting(Sample.marketing("A", "SMS"), amounts);

        Decision decision = decide(
                Sample.ruleset(List.of(treatment), List.of()), Sample.request("S-1", 1, true), Sample.history("S-1"));

        assertThat(decision.selected().get(0).contact().slot().amounts()).isEqualTo(amounts);
    }

    @Test
    void aDecisionSaysThatAnUnverifiedRowShapedItWhateverIsToldOfTheLosers() {
        Treatment a = Sample.marketing("A", "SMS");
        RuleInfo sure = new RuleInfo("caps", "sure", "fr", null, null, null, "L. 1", Binding.LAW, true);
        RuleInfo unsure = new RuleInfo("caps", "unsure", "fr", null, null, null, "L. 2", Binding.DRAFT, false);
        ContactHistory history = Sample.history("S-1").plus(List.of(sent(a, Duration.ofDays(2))));
        for (Explain explain : Explain.values()) {
            ArbitrationRequest request = Sample.request("S-1", 1, true, explain, false, null);
            assertThat(decide(Sample.ruleset(List.of(a), List.of(weekly(sure))), request, history)
                            .unverified())
                    .isFalse();
            assertThat(decide(Sample.ruleset(List.of(a), List.of(weekly(sure), weekly(unsure))), request, history)
                            .unverified())
                    .isTrue();
            assertThat(decide(Sample.ruleset(List.of(a), List.of(weekly(unsure))), request, Sample.history("S-1"))
                            .unverified())
                    .isFalse();
        }
    }

    private static PolicyRule weekly(RuleInfo info) {
        return new CapRule(
                info,
                Scope.OUTBOUND,
                CapRule.Level.SUBSCRIBER,
                new Window.Rolling(WEEK),
                ZoneBasis.SUBSCRIBER,
                1,
                Counted.ATTEMPTS,
                Set.of());
    }

    @Test
    void withholdsWhatACapForbidsAndSaysWhenItEnds() {
        Treatment a = Sample.marketing("A", "SMS");
        ActiveRuleset ruleset = Sample.ruleset(List.of(a), List.of(Sample.cap("week", 1, WEEK)));
        ContactHistory history = Sample.history("S-1").plus(List.of(sent(a, Duration.ofDays(2))));

        CandidateResult result = loser(decide(ruleset, Sample.request("S-1", 1, true), history), "A/SMS");

        assertThat(result.state()).isEqualTo(CandidateState.WITHHELD);
        assertThat(result.nextAllowedAt()).isEqualTo(Sample.NOW.plus(Duration.ofDays(5)));
        assertThat(result.reasons()).extracting(Reason::rule).containsExactly("caps#week");
    }

    @Test
    void defersOnlyWhenAskedToAndOnlyUntilTheMessageIsUseless() {
        Treatment a = Sample.marketing("A", "SMS");
        ActiveRuleset ruleset = Sample.ruleset(List.of(a), List.of(Sample.cap("week", 1, WEEK)));
        ContactHistory history = Sample.history("S-1").plus(List.of(sent(a, Duration.ofDays(2))));
        Instant cure = Sample.NOW.plus(Duration.ofDays(5));

        assertThat(stateOf(ruleset, history, Sample.request("S-1", 1, true, Explain.FULL, true, null)))
                .isEqualTo(CandidateState.DEFERRED);
        assertThat(stateOf(ruleset, history, Sample.request("S-1", 1, true, Explain.FULL, true, cure)))
                .isEqualTo(CandidateState.DEFERRED);
        assertThat(stateOf(ruleset, history, Sample.request("S-1", 1, true, Explain.FULL, true, cure.minusMillis(1))))
                .isEqualTo(CandidateState.WITHHELD);
    }

    private static CandidateState stateOf(ActiveRuleset ruleset, ContactHistory history, ArbitrationRequest request) {
        return loser(decide(ruleset, request, history), "A/SMS").state();
    }

    @Test
    void countsItsOwnPicksWhenItPicksTheNext() {
        ActiveRuleset ruleset = Sample.ruleset(
                List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "SMS"), Sample.marketing("C", "PUSH")),
                List.of(Sample.channelCap("sms", "SMS", 1, WEEK)));

        Decision decision = decide(ruleset, Sample.request("S-1", 3, true), Sample.history("S-1"));

        assertThat(decision.selected()).hasSize(2);
        assertThat(decision.selected())
                .extracting(s -> s.treatment().slot().channel().name())
                .containsExactlyInAnyOrder("SMS", "PUSH");
        assertThat(decision.others()).singleElement().satisfies(result -> {
            assertThat(result.state()).isEqualTo(CandidateState.OUTRANKED);
            assertThat(result.reasons()).extracting(Reason::rule).containsExactly("caps#sms");
        });
    }

    @Test
    void sendsAnOfferOnOneChannelOnly() {
        Treatment sms = Sample.marketing("A", "SMS");
        Treatment push = Sample.marketing("A", "PUSH");
        Decision decision = decide(
                Sample.ruleset(List.of(sms, push), List.of()), Sample.request("S-1", 2, true), Sample.history("S-1"));

        assertThat(decision.selected()).hasSize(1);
        assertThat(decision.others().get(0).reasons()).extracting(Reason::code).containsExactly(Reason.Code.SAME_OFFER);
    }

    @Test
    void neverPutsTogetherWhatAnExclusionKeepsApart() {
        PolicyRule apart = new ExclusionRule.NeverTogether(
                new RuleInfo("exclusions", "apart", "sample", null, null, null, null),
                new Selector(Selector.Dimension.CAMPAIGN, "A"),
                new Selector(Selector.Dimension.CAMPAIGN, "B"),
                null,
                List.of());
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "SMS")),
                List.of(apart),
                rules -> rules.propensity("A/SMS", "0.5"));

        Decision decision = decide(ruleset, Sample.request("S-1", 2, true), Sample.history("S-1"));

        assertThat(decision.selected()).extracting(s -> s.treatment().id()).containsExactly("A/SMS");
        assertThat(loser(decision, "B/SMS").reasons()).extracting(Reason::rule).containsExactly("exclusions#apart");
    }

    @Test
    void putsServiceBeforeSalesWhateverTheScore() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(Sample.marketing("SALE", "SMS"), Sample.treatment("NOTICE", "SMS", Purpose.SERVICE, "NETWORK")),
                List.of(),
                rules -> rules.propensity("SALE/SMS", "1"));

        Decision decision = decide(ruleset, Sample.request("S-1", 1, true), Sample.history("S-1"));

        assertThat(decision.selected().get(0).treatment().id()).isEqualTo("NOTICE/SMS");
    }

    @Test
    void breaksATieByTheOfferLeastRecentlyMade() {
        Treatment a = Sample.marketing("A", "SMS");
        Treatment b = Sample.marketing("B", "SMS");
        ActiveRuleset ruleset = Sample.ruleset(List.of(a, b), List.of());

        Decision afterA = decide(
                ruleset,
                Sample.request("S-1", 1, true),
                Sample.history("S-1").plus(List.of(sent(a, Duration.ofDays(3)))));
        Decision afterB = decide(
                ruleset,
                Sample.request("S-1", 1, true),
                Sample.history("S-1").plus(List.of(sent(a, Duration.ofDays(3)), sent(b, Duration.ofDays(2)))));

        assertThat(afterA.selected().get(0).treatment()).isEqualTo(b);
        assertThat(afterB.selected().get(0).treatment()).isEqualTo(a);
    }

    @Test
    void holdsControlBackButNeverFromServiceMessages() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("1", "0"),
                List.of(Sample.marketing("SALE", "SMS"), Sample.treatment("NOTICE", "SMS", Purpose.SERVICE, "NETWORK")),
                List.of(),
                rules -> {});

        Decision decision = decide(ruleset, Sample.request("S-1", 2, true), Sample.history("S-1"));

        assertThat(decision.selected()).extracting(s -> s.treatment().id()).containsExactly("NOTICE/SMS");
        assertThat(loser(decision, "SALE/SMS").state()).isEqualTo(CandidateState.CONTROL);
        assertThat(decision.doNotMention()).containsExactly("offer-SALE");
    }

    @Test
    void holdsAboutTheCampaignsShareOfSubscribersBack() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0.05"), List.of(Sample.marketing("A", "SMS")), List.of(), rules -> {});
        int control = 0;
        for (int i = 0; i < 4_000; i++) {
            Decision decision = decide(ruleset, Sample.request("S-" + i, 1, true), Sample.history("S-" + i));
            control += decision.counts().getOrDefault(CandidateState.CONTROL, 0);
        }
        assertThat(control).isBetween(150, 250);
    }

    @Test
    void appliesWhatDrlSays() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(
                        Sample.marketing("A", "SMS"),
                        Sample.marketing("B", "SMS"),
                        Sample.marketing("C", "SMS"),
                        Sample.marketing("D", "SMS"),
                        Sample.marketing("E", "SMS")),
                List.of(),
                rules -> rules.says(new Verdict.Withhold("no-a", Select.campaign("A"), "a is off"))
                        .says(new Verdict.Ineligible("not-b", Select.campaign("B"), "b makes no sense"))
                        .says(new Verdict.Defer("later-c", Select.campaign("C"), Sample.NOW.plusSeconds(60), "c later"))
                        .says(new Verdict.Prefer("more-e", Select.campaign("E"), Fixed.of(50)))
                        .says(new Verdict.Score("weigh-e", Select.campaign("E"), Factor.CONTEXT, Fixed.of(2)))
                        .says(new Verdict.Score("weigh-e2", Select.campaign("E"), Factor.CONTEXT, Fixed.of(3)))
                        .says(new Verdict.MustMention("say", "the outage")));

        Decision decision =
                decide(ruleset, Sample.request("S-1", 1, true, Explain.FULL, true, null), Sample.history("S-1"));

        assertThat(decision.selected().get(0).treatment().id()).isEqualTo("E/SMS");
        assertThat(decision.selected().get(0).score()).isEqualTo(Fixed.of(3));
        assertThat(loser(decision, "A/SMS").state()).isEqualTo(CandidateState.WITHHELD);
        assertThat(loser(decision, "A/SMS").nextAllowedAt()).isNull();
        assertThat(loser(decision, "B/SMS").state()).isEqualTo(CandidateState.INELIGIBLE);
        assertThat(loser(decision, "C/SMS").state()).isEqualTo(CandidateState.DEFERRED);
        assertThat(loser(decision, "C/SMS").nextAllowedAt()).isEqualTo(Sample.NOW.plusSeconds(60));
        assertThat(decision.mustMention()).containsExactly("the outage");
    }

    @Test
    void selectsNothingAfterTheLatestUsefulTime() {
        ActiveRuleset ruleset = Sample.ruleset(List.of(Sample.marketing("A", "SMS")), List.of());
        ContactHistory history = Sample.history("S-1");

        Decision over = decide(ruleset, Sample.request("S-1", 1, true, Explain.FULL, true, Sample.NOW), history);
        Decision last =
                decide(ruleset, Sample.request("S-1", 1, true, Explain.FULL, true, Sample.NOW.plusMillis(1)), history);

        assertThat(loser(over, "A/SMS").state()).isEqualTo(CandidateState.WITHHELD);
        assertThat(loser(over, "A/SMS").reasons()).extracting(Reason::code).containsExactly(Reason.Code.NOT_AFTER);
        assertThat(last.selected().get(0).contact().expiresAt()).isEqualTo(Sample.NOW.plusMillis(1));

        ActiveRuleset never = Sample.ruleset(
                List.of(Sample.marketing("A", "SMS")), List.of(Sample.cap("never", 0, Span.parse("P1D"))));
        Decision both = decide(never, Sample.request("S-1", 1, true, Explain.FULL, true, Sample.NOW), history);
        assertThat(loser(both, "A/SMS").reasons())
                .extracting(Reason::code)
                .containsExactly(Reason.Code.CAP, Reason.Code.NOT_AFTER);
    }

    @Test
    void sendsNothingWhenARuleFails() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(Sample.marketing("A", "SMS")),
                List.of(),
                rules -> rules.failing(new CouldNotDecideException("a rule did not come to an end")));

        assertThatThrownBy(() -> decide(ruleset, Sample.request("S-1", 1, true), Sample.history("S-1")))
                .isInstanceOf(CouldNotDecideException.class);
    }

    @Test
    void tellsAsMuchAsWasAskedFor() {
        ActiveRuleset ruleset = Sample.ruleset(
                Sample.settings("0", "0"),
                List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "SMS"), Sample.marketing("C", "SMS")),
                List.of(),
                rules -> rules.ineligible("C/SMS"));
        ContactHistory history = Sample.history("S-1");

        assertThat(decide(ruleset, Sample.request("S-1", 1, true, Explain.NONE, false, null), history)
                        .others())
                .isEmpty();
        assertThat(decide(ruleset, Sample.request("S-1", 1, true, Explain.REASONS, false, null), history)
                        .others())
                .hasSize(1);
        assertThat(decide(ruleset, Sample.request("S-1", 1, true, Explain.FULL, false, null), history)
                        .others())
                .hasSize(2);
    }
}

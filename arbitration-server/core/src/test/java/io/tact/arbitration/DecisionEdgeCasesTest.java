package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Subscriber;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.Registers;
import io.tact.policy.RuleInfo;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.port.CouldNotDecideException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edge cases of deciding and committing; {@code docs/edge-cases.md} lists them all by number. */
class DecisionEdgeCasesTest {
    /** 10:00 in Paris, on a Monday. */
    private static final Instant NOW = Sample.NOW;

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Test
    void case08AReservationEndsWhenHoursCloseThoughItsTimeToLiveIsLonger() {
        Decision decision = decide(List.of(hours(9 * 60, 10 * 60 + 5)), NOW, Sample.history("S-1"), null);
        Decision before = decide(List.of(hours(9 * 60, 10 * 60)), NOW.minusMillis(1), Sample.history("S-1"), null);

        assertThat(expiry(decision)).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(expiry(before)).as("a millisecond is left").isEqualTo(NOW);
    }

    private static @Nullable Instant expiry(Decision decision) {
        return decision.selected().get(0).contact().expiresAt();
    }

    @Test
    void case09AContactCountsFromWhenItIsGrantedNotFromWhenItIsDelivered() {
        ContactHistory history = Sample.history("S-1").plus(List.of(sent("c1", NOW.minus(Duration.ofHours(24)))));
        ContactHistory sooner = Sample.history("S-1").plus(List.of(sent("c1", NOW.minus(Duration.ofHours(23)))));
        List<PolicyRule> cap = List.of(Sample.cap("day", 1, Span.parse("PT24H")));

        assertThat(decide(cap, NOW, history, null).selected()).hasSize(1);
        assertThat(decide(cap, NOW, sooner, null).selected()).isEmpty();
    }

    @Test
    void case11WhatWouldBeAllowedOnlyAfterItsEndIsNotDeferred() {
        List<PolicyRule> closed = List.of(hours(14 * 60, 18 * 60));
        Instant opening = NOW.plus(Duration.ofHours(4));

        CandidateResult inTime =
                decide(closed, NOW, Sample.history("S-1"), opening).others().get(0);
        CandidateResult tooLate = decide(closed, NOW, Sample.history("S-1"), opening.minusMillis(1))
                .others()
                .get(0);

        assertThat(inTime.state()).isEqualTo(CandidateState.DEFERRED);
        assertThat(inTime.nextAllowedAt()).isEqualTo(opening);
        assertThat(tooLate.state()).isEqualTo(CandidateState.WITHHELD);
    }

    @Test
    void case11WhatWasDeferredIsDecidedAnewWhenItsTimeHasCome() {
        Instant opening = NOW.plus(Duration.ofHours(4));
        ContactHistory meanwhile = Sample.history("S-1").plus(List.of(sent("c1", NOW.plus(Duration.ofHours(1)))));
        List<PolicyRule> rules = List.of(hours(14 * 60, 18 * 60), Sample.cap("day", 1, Span.parse("PT24H")));

        CandidateResult first =
                decide(rules, NOW, Sample.history("S-1"), null).others().get(0);
        CandidateResult again = decide(rules, opening, meanwhile, null).others().get(0);

        assertThat(first.nextAllowedAt()).isEqualTo(opening);
        assertThat(again.reasons()).extracting(Reason::rule).containsExactly("caps#day");
    }

    @Test
    void case13OfTwoCampaignsThatAskForTheLastPlaceAtOnceExactlyOneGetsIt() {
        ledger.put(Sample.history("S-1"));
        ActiveRuleset ruleset = Sample.ruleset(
                List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "EMAIL")),
                List.of(Sample.cap("one", 1, Span.parse("P7D"))));
        Deque<Runnable> waiting = new ArrayDeque<>();
        Arbiter arbiter = new Arbiter(ledger, () -> ruleset, () -> Registers.EMPTY, waiting::add, Sample.RETENTION);

        List<CompletableFuture<Arbiter.Answer>> answers = new ArrayList<>();
        for (String campaign : List.of("A", "B")) {
            answers.add(arbiter.decide(call("d-" + campaign, campaign)).toCompletableFuture());
        }
        assertThat(waiting).as("both have read the same history").hasSize(2);
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }

        assertThat(answers)
                .extracting(answer -> ((Arbiter.Answer.Decided) answer.join())
                        .decision()
                        .selected()
                        .size())
                .containsExactly(1, 0);
        assertThat(ledger.commits)
                .as("the second was decided again on what the first left")
                .isEqualTo(2);
    }

    private static Arbiter.Call call(String id, String campaign) {
        ArbitrationRequest request = new ArbitrationRequest(
                new SubscriberRef.ById("S-1"),
                Direction.OUTBOUND,
                List.of(),
                List.of(campaign),
                Map.of(),
                1,
                true,
                Explain.FULL,
                false,
                null);
        byte[] body = id.getBytes(StandardCharsets.UTF_8);
        return new Arbiter.Call(request, id, NOW, body, body, decision -> body);
    }

    @Test
    void case16WhoeverAsksTheRecordsClockNeverGoesBack() {
        Instant ahead = NOW.plusSeconds(30);
        ledger.put(Sample.history("S-1").settledAt(ahead, Sample.RETENTION));
        ActiveRuleset ruleset = Sample.ruleset(List.of(Sample.marketing("A", "SMS")), List.of());
        Arbiter slowClock = new Arbiter(ledger, () -> ruleset, () -> Registers.EMPTY, Runnable::run, Sample.RETENTION);

        Arbiter.Answer answer = join(slowClock.decide(call("d1", "A")));

        assertThat(((Arbiter.Answer.Decided) answer).decision().at()).isEqualTo(ahead);
    }

    @Test
    void case33OnlyAnEmergencyOfAGovernmentPassesWithADeadStore() {
        ledger.fail(new CouldNotDecideException("the store is gone"));
        Treatment marketing = Sample.marketing("A", "SMS");
        Treatment flood = emergency(SenderClass.GOVERNMENT);
        Treatment pretended = emergency(SenderClass.CVM);

        assertThat(withDeadStore(marketing, flood)).containsExactly("FLOOD/SMS");
        assertThat(withDeadStore(marketing, pretended)).as("could not decide").isNull();
        assertThat(withDeadStore(marketing)).as("could not decide").isNull();
    }

    private @Nullable List<String> withDeadStore(Treatment... treatments) {
        ActiveRuleset ruleset = Sample.ruleset(List.of(treatments), List.of());
        Arbiter arbiter = new Arbiter(ledger, () -> ruleset, () -> Registers.EMPTY, Runnable::run, Sample.RETENTION);
        Arbiter.Call all = new Arbiter.Call(
                Sample.request("S-1", 5, true), "d", NOW, new byte[0], new byte[0], decision -> new byte[0]);
        try {
            return ((Arbiter.Answer.Unrecorded) join(arbiter.decide(all)))
                    .decision().selected().stream().map(s -> s.treatment().id()).toList();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(CouldNotDecideException.class);
            return null;
        }
    }

    private static Treatment emergency(SenderClass senderClass) {
        Treatment sample = Sample.treatment("FLOOD", "SMS", Purpose.EMERGENCY, "WEATHER");
        Slot slot = sample.slot();
        return new Treatment(
                sample.id(),
                new Slot(
                        slot.channel(),
                        slot.direction(),
                        slot.purpose(),
                        slot.category(),
                        null,
                        "ministry",
                        senderClass,
                        slot.campaign(),
                        slot.offer()),
                null,
                null,
                null,
                0,
                sample.value(),
                sample.contactCost(),
                sample.incentiveCost(),
                sample.prior(),
                sample.lever(),
                null,
                null,
                sample.content());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Decision decide(
            List<PolicyRule> rules, Instant now, ContactHistory history, @Nullable Instant notAfter) {
        ActiveRuleset ruleset = Sample.ruleset(List.of(Sample.marketing("A", "SMS")), rules);
        ArbitrationRequest request = Sample.request("S-1", 1, true, Explain.FULL, true, notAfter);
        return new Decider(ruleset).decide(request, history.subscribers().get(0), history, now, "decision");
    }

    private static Contact sent(String id, Instant at) {
        return new Contact(
                id,
                "S-1",
                null,
                Sample.marketing("Z", "SMS").slot(),
                null,
                at,
                null,
                ContactState.DELIVERED,
                List.of());
    }

    private static HoursRule hours(int open, int close) {
        return new HoursRule(
                new RuleInfo("hours", "hours", "sample", null, null, null, null),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                Set.of(),
                List.of(new HoursRule.Interval(open, close)),
                ZoneBasis.SUBSCRIBER);
    }

    @Test
    void case20WhoJoinsAnAccountBringsTheirContactsAndWhoLeavesTakesThemAlong() {
        Accounts accounts = new Accounts(ledger, Sample.RETENTION);
        for (String id : List.of("S-1", "S-2")) {
            join(accounts.enrol(Sample.subscriber(id), null, NOW));
            join(accounts.change(
                    new SubscriberRef.ById(id),
                    NOW,
                    found -> Commands.addContacts(
                            found.history(), List.of(of(id, sent("c-" + id, NOW.minusSeconds(60)))))));
        }
        join(accounts.enrol(Sample.subscriber("S-1"), "A-1", NOW));
        join(accounts.enrol(Sample.subscriber("S-2"), "A-1", NOW));
        join(accounts.enrol(Sample.subscriber("S-3"), "A-1", NOW));

        assertThat(reasons(accounts, "S-1")).containsExactly("caps#account", "caps#subscriber");
        assertThat(reasons(accounts, "S-3"))
                .as("nothing was sent to them, but two messages went to the account")
                .containsExactly("caps#account");

        join(accounts.enrol(Sample.subscriber("S-1"), null, NOW));
        assertThat(reasons(accounts, "S-1"))
                .as("what was spent on them is not theirs to spend again")
                .containsExactly("caps#subscriber");
    }

    private static List<String> reasons(Accounts accounts, String subscriber) {
        Accounts.Found found =
                join(accounts.find(new SubscriberRef.ById(subscriber))).orElseThrow();
        ActiveRuleset ruleset = Sample.ruleset(
                List.of(Sample.marketing("A", "SMS")),
                List.of(cap("subscriber", CapRule.Level.SUBSCRIBER, 1), cap("account", CapRule.Level.ACCOUNT, 2)));
        return new Decider(ruleset)
                        .decide(Sample.request(subscriber, 1, true), found.subscriber(), found.history(), NOW, "d")
                        .others()
                        .get(0)
                        .reasons()
                        .stream()
                        .map(Reason::rule)
                        .toList();
    }

    @Test
    void case21WhoGetsARecycledNumberHasNoneOfTheFormerOwnersConsentsAndContacts() {
        Accounts accounts = new Accounts(ledger, Sample.RETENTION);
        Subscriber former = Sample.subscriber("S-1")
                .withConsents(List.of(new Consent(null, null, null, null, true, NOW, null, null)));
        join(accounts.enrol(former, null, NOW));
        join(accounts.change(
                new SubscriberRef.ById("S-1"),
                NOW,
                found -> Commands.addContacts(found.history(), List.of(sent("c1", NOW.minusSeconds(60))))));

        join(accounts.enrol(Sample.subscriber("S-2"), null, NOW));

        String number = former.lines().get(0);
        Accounts.Found owner =
                join(accounts.find(new SubscriberRef.ByLine(number))).orElseThrow();
        assertThat(owner.subscriber().id()).isEqualTo("S-2");
        assertThat(owner.subscriber().consents()).isEmpty();
        assertThat(owner.history().contacts()).isEmpty();
    }

    private static Contact of(String subscriber, Contact contact) {
        return new Contact(
                contact.id(),
                subscriber,
                contact.line(),
                contact.slot(),
                null,
                contact.at(),
                null,
                contact.stored(),
                List.of());
    }

    private static CapRule cap(String id, CapRule.Level level, int max) {
        return new CapRule(
                new RuleInfo("caps", id, "sample", null, null, null, null),
                Scope.OUTBOUND,
                level,
                new Window.Rolling(Span.parse("P7D")),
                ZoneBasis.SUBSCRIBER,
                max,
                Counted.ATTEMPTS,
                Set.of());
    }
}

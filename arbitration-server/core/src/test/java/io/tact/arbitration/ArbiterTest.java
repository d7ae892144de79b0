package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.arbitration.Arbiter.Answer;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Suspension;
import io.tact.model.Treatment;
import io.tact.policy.DoNotCallLists;
import io.tact.policy.RegisterExtract;
import io.tact.policy.Registers;
import io.tact.port.CouldNotDecideException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArbiterTest {
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final ActiveRuleset ruleset = Sample.ruleset(
            List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "PUSH")),
            List.of(Sample.cap("week", 2, Span.parse("P7D"))));
    private final AtomicReference<ActiveRuleset> active = new AtomicReference<>(ruleset);
    private final Arbiter arbiter =
            new Arbiter(ledger, active::get, () -> Registers.EMPTY, Runnable::run, Sample.RETENTION);

    @BeforeEach
    void knowTheSubscriber() {
        ledger.put(Sample.history("S-1"));
    }

    private static Arbiter.Call call(String id, String body, ArbitrationRequest request) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Arbiter.Call(
                request, id, Sample.NOW, bytes, bytes, decision -> decision.id().getBytes(StandardCharsets.UTF_8));
    }

    private Answer decide(Arbiter.Call call) {
        return arbiter.decide(call).toCompletableFuture().join();
    }

    private int reservations() {
        ContactHistory history = (ContactHistory) ledger.get(LedgerKey.ofSubscriber("S-1"));
        return history == null ? 0 : history.contacts().size();
    }

    @Test
    void commitsTheSelectionBeforeItAnswers() {
        assertThat(decide(call("d1", "body", Sample.request("S-1", 1, true)))).isInstanceOf(Answer.Decided.class);
        assertThat(reservations()).isEqualTo(1);
    }

    @Test
    void commitsNothingInADryRun() {
        assertThat(decide(call("d1", "body", Sample.request("S-1", 1, false)))).isInstanceOf(Answer.Decided.class);
        assertThat(reservations()).isZero();
        assertThat(ledger.commits).isZero();
    }

    @Test
    void givesTheSameAnswerToTheSameKeyAndRefusesAnotherBody() {
        Answer first = decide(call("d1", "body", Sample.request("S-1", 1, true)));
        Answer again = decide(call("d1", "body", Sample.request("S-1", 1, true)));
        Answer other = decide(call("d1", "other", Sample.request("S-1", 1, true)));

        assertThat(first).isInstanceOfSatisfying(Answer.Decided.class, d -> assertThat(again)
                .isInstanceOfSatisfying(
                        Answer.Replayed.class, r -> assertThat(r.body()).isEqualTo(d.body())));
        assertThat(other).isInstanceOf(Answer.KeyReused.class);
        assertThat(reservations()).isEqualTo(1);
    }

    @Test
    void recordsADecisionThatSelectedNothing() {
        decide(call("d1", "1", Sample.request("S-1", 2, true)));
        Answer nothing = decide(call("d2", "2", Sample.request("S-1", 1, true)));
        Answer again = decide(call("d2", "2", Sample.request("S-1", 1, true)));

        assertThat(nothing).isInstanceOfSatisfying(Answer.Decided.class, d -> assertThat(
                        d.decision().selected())
                .isEmpty());
        assertThat(again).isInstanceOf(Answer.Replayed.class);
    }

    @Test
    void saysNothingOnlyOfTheRecordAsItIs() {
        decide(call("d1", "1", Sample.request("S-1", 2, true)));
        ContactHistory full = (ContactHistory) Objects.requireNonNull(ledger.get(LedgerKey.ofSubscriber("S-1")));
        ContactHistory freed =
                new ContactHistory(full.key(), full.version() + 1, full.floor(), full.subscribers(), List.of());
        ledger.afterRead(full.key(), () -> ledger.put(freed));

        Answer answer = decide(call("d2", "2", Sample.request("S-1", 1, true)));

        assertThat(answer).isInstanceOfSatisfying(Answer.Decided.class, d -> assertThat(
                        d.decision().selected())
                .hasSize(1));
    }

    @Test
    void doesNotKnowEverybody() {
        assertThat(decide(call("d1", "body", Sample.request("S-2", 1, true))))
                .isInstanceOf(Answer.UnknownSubscriber.class);
    }

    @Test
    void decidesAgainUnderTheRulesetThatBecameActive() {
        ledger.activate(8);
        ActiveRuleset next =
                new ActiveRuleset(new io.tact.port.CompiledRuleset(ruleset.ruleset(), ruleset.evaluator()), 8);
        List<Long> asked = new ArrayList<>();
        Arbiter switching = new Arbiter(
                ledger,
                () -> {
                    ActiveRuleset now = asked.isEmpty() ? ruleset : next;
                    asked.add(now.epoch());
                    return now;
                },
                () -> Registers.EMPTY,
                Runnable::run,
                Sample.RETENTION);

        Answer answer = switching
                .decide(call("d1", "body", Sample.request("S-1", 1, true)))
                .toCompletableFuture()
                .join();

        assertThat(asked).containsExactly(7L, 8L);
        assertThat(answer).isInstanceOfSatisfying(Answer.Decided.class, d -> assertThat(
                        d.decision().epoch())
                .isEqualTo(8));
    }

    @Test
    void sendsNothingWhenTheLedgerFails() {
        ledger.fail(new CouldNotDecideException("the store is gone"));
        assertThatThrownBy(() -> decide(call("d1", "body", Sample.request("S-1", 1, true))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CouldNotDecideException.class);
        ledger.fail(null);
        assertThat(reservations()).isZero();
        // The key is free again: nothing is in flight.
        assertThat(decide(call("d1", "body", Sample.request("S-1", 1, true)))).isInstanceOf(Answer.Decided.class);
    }

    @Test
    void letsOnlyAGovernmentsEmergencyPassWithoutTheLedger() {
        Treatment flood = new Treatment(
                "FLOOD/SMS",
                new Slot(
                        new Channel("SMS"),
                        Direction.OUTBOUND,
                        Purpose.EMERGENCY,
                        null,
                        null,
                        "ministry",
                        SenderClass.GOVERNMENT,
                        "FLOOD",
                        "FLOOD"),
                null,
                null,
                null,
                0,
                Fixed.ONE,
                Fixed.ZERO,
                Fixed.ZERO,
                Fixed.ONE,
                Fixed.ZERO,
                null,
                null,
                Map.of("", "leave the valley"));
        active.set(Sample.ruleset(List.of(Sample.marketing("A", "SMS"), flood), List.of()));
        ledger.fail(new CouldNotDecideException("the store is gone"));

        Answer answer = decide(call("d1", "body", Sample.request("S-1", 5, true)));

        assertThat(answer).isInstanceOfSatisfying(Answer.Unrecorded.class, unrecorded -> {
            assertThat(unrecorded.decision().reserved()).isFalse();
            assertThat(unrecorded.decision().selected())
                    .extracting(s -> s.treatment().id())
                    .containsExactly("FLOOD/SMS");
        });
    }

    @Test
    void grantsExactlyTheCapToSixtyFourConcurrentRequests() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            Arbiter concurrent = new Arbiter(ledger, active::get, () -> Registers.EMPTY, workers, Sample.RETENTION);
            for (int round = 0; round < 50; round++) {
                String subscriber = "R-" + round;
                ledger.put(Sample.history(subscriber));
                List<CompletableFuture<Answer>> answers = new ArrayList<>();
                for (int i = 0; i < 64; i++) {
                    String id = "d-" + round + "-" + i;
                    answers.add(concurrent
                            .decide(call(id, id, Sample.request(subscriber, 1, true)))
                            .toCompletableFuture());
                }
                long granted = answers.stream()
                        .map(CompletableFuture::join)
                        .filter(a -> a instanceof Answer.Decided d
                                && !d.decision().selected().isEmpty())
                        .count();
                assertThat(granted).as("round %d", round).isEqualTo(2);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void refusesARequestWhoseKeyIsStillBeingDecided() {
        List<Runnable> waiting = new ArrayList<>();
        Arbiter slow = new Arbiter(ledger, active::get, () -> Registers.EMPTY, waiting::add, Sample.RETENTION);
        CompletableFuture<Answer> first =
                slow.decide(call("d1", "body", Sample.request("S-1", 1, true))).toCompletableFuture();

        Answer second = slow.decide(call("d1", "body", Sample.request("S-1", 1, true)))
                .toCompletableFuture()
                .join();

        assertThat(second).isInstanceOf(Answer.InFlight.class);
        assertThat(first).isNotDone();
        waiting.forEach(Runnable::run);
        assertThat(first.join()).isInstanceOf(Answer.Decided.class);
    }

    @Test
    void aSuspensionSetBetweenTwoRequestsIsSeenByTheNextAndRecordedWithIt() {
        AtomicReference<Registers> registers = new AtomicReference<>(Registers.EMPTY);
        Arbiter watching = new Arbiter(ledger, active::get, registers::get, Runnable::run, Sample.RETENTION);
        ArbitrationRequest dryRun = Sample.request("S-1", 1, false);

        Answer.Decided before = (Answer.Decided) watching.decide(call("d1", "body", dryRun))
                .toCompletableFuture()
                .join();
        String campaign = before.decision().selected().get(0).treatment().campaign();
        registers.set(new Registers(
                DoNotCallLists.NONE,
                List.of(new Suspension(
                        "stop", Suspension.Target.CAMPAIGN, campaign, "wrong price", Sample.NOW, null))));
        Answer.Decided after = (Answer.Decided) watching.decide(call("d2", "body", dryRun))
                .toCompletableFuture()
                .join();

        assertThat(after.decision().selected())
                .extracting(s -> s.treatment().campaign())
                .doesNotContain(campaign);
        assertThat(after.inputs().registers().suspensions())
                .extracting(Suspension::id)
                .containsExactly("stop");
        assertThat(before.inputs().registers()).isEqualTo(RegisterExtract.NONE);
    }
}

package io.tact.arbitration;

import io.tact.policy.BudgetsLeft;
import io.tact.policy.RegisterExtract;
import io.tact.policy.Registers;
import io.tact.port.Budgets;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries a request through the ledger: read, decide, commit; decide again if the record moved or another ruleset became
 * active. Safe for any thread; deciding runs on the executor it is given.
 */
public final class Arbiter {
    private static final int ATTEMPTS = 256;

    private final Accounts accounts;
    private final Supplier<ActiveRuleset> active;
    private final Supplier<Registers> registers;
    private final Executor rulesWorkers;
    private final Budgets budgets;
    private final Recorder recorder;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * @param ledger where histories are
     * @param active the ruleset to decide with, asked anew for every attempt
     * @param registers the lists and suspensions, asked anew for every attempt
     * @param rulesWorkers where author code and long explanations run; it may reject, and then the request fails with its exception
     * @param retention how long contacts are remembered
     */
    public Arbiter(
            ContactLedger ledger,
            Supplier<ActiveRuleset> active,
            Supplier<Registers> registers,
            Executor rulesWorkers,
            Duration retention) {
        this(ledger, active, registers, rulesWorkers, retention, Budgets.NONE, Formats.NEWEST);
    }

    /**
     * The same with budgets across subscribers, on a node that may have to write for older ones.
     *
     * @param budgets this node's part in them
     * @param formats in what format decisions are recorded
     */
    public Arbiter(
            ContactLedger ledger,
            Supplier<ActiveRuleset> active,
            Supplier<Registers> registers,
            Executor rulesWorkers,
            Duration retention,
            Budgets budgets,
            Formats formats) {
        this.accounts = new Accounts(ledger, retention);
        this.active = active;
        this.registers = registers;
        this.rulesWorkers = rulesWorkers;
        this.budgets = budgets;
        this.recorder = new Recorder(ledger, budgets, retention, formats);
    }

    /**
     * One request on its way.
     *
     * @param request what was asked
     * @param id the decision's id
     * @param clock the instant at which it was asked
     * @param fingerprint a digest of the request; empty for a dry run, and where no key gave the id
     * @param body the request as received
     * @param encoder writes the answer that is recorded and given
     * @param named whether the request itself named the instant: then it is decided from the history as it was
     */
    public record Call(
            ArbitrationRequest request,
            String id,
            Instant clock,
            byte[] fingerprint,
            byte[] body,
            Function<Decision, byte[]> encoder,
            boolean named) {
        /** One that is decided for now. */
        public Call(
                ArbitrationRequest request,
                String id,
                Instant clock,
                byte[] fingerprint,
                byte[] body,
                Function<Decision, byte[]> encoder) {
            this(request, id, clock, fingerprint, body, encoder, false);
        }
    }

    /** What came of it. */
    public sealed interface Answer {
        /** Decided now, and committed if the request reserves. */
        record Decided(Decision decision, byte[] body, DecisionInputs inputs) implements Answer {}

        /** Decided without the ledger, and recorded nowhere. */
        record Unrecorded(Decision decision, byte[] body) implements Answer {}

        /** The same request was decided before. */
        record Replayed(byte[] body) implements Answer {}

        /** Another request was decided under the same idempotency key. */
        record KeyReused() implements Answer {}

        /** A request under the same idempotency key is still being decided. */
        record InFlight() implements Answer {}

        /** Nobody of that name is known. */
        record UnknownSubscriber() implements Answer {}
    }

    /**
     * Decides. The future fails with {@link CouldNotDecideException}, or what the ledger failed with: send nothing. Only an
     * emergency message of a government passes without the ledger, unrecorded.
     */
    public CompletionStage<Answer> decide(Call call) {
        return decideOnce(call).exceptionallyCompose(failure -> withoutLedger(call, failure));
    }

    private CompletionStage<Answer> withoutLedger(Call call, Throwable failure) {
        ActiveRuleset ruleset = active.get();
        if (ruleset.emergencies().isEmpty()) {
            return CompletableFuture.failedFuture(failure);
        }
        return CompletableFuture.supplyAsync(
                        () -> new Decider(ruleset).decideWithoutLedger(call.request(), call.clock(), call.id()),
                        rulesWorkers)
                .thenCompose(decision -> decision.selected().isEmpty()
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture(
                                new Answer.Unrecorded(decision, call.encoder().apply(decision))));
    }

    private CompletionStage<Answer> decideOnce(Call call) {
        if (!call.request().reserve()) {
            return attempt(call, 1);
        }
        if (!inFlight.add(call.id())) {
            return CompletableFuture.completedFuture(new Answer.InFlight());
        }
        try {
            return attempt(call, 1).whenComplete((answer, failure) -> inFlight.remove(call.id()));
        } catch (RuntimeException e) {
            inFlight.remove(call.id());
            throw e;
        }
    }

    private CompletionStage<Answer> attempt(Call call, int attempt) {
        if (attempt > ATTEMPTS) {
            return CompletableFuture.failedFuture(
                    new CouldNotDecideException("the account's record moved " + ATTEMPTS + " times while deciding"));
        }
        return accounts.find(call.request().subscriber())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(new Answer.UnknownSubscriber())
                        : attemptOn(call, seen(call, found.get()), attempt));
    }

    private static Accounts.Found seen(Call call, Accounts.Found found) {
        return call.named() ? new Accounts.Found(found.history().asOf(call.clock()), found.subscriber()) : found;
    }

    private CompletionStage<Answer> attemptOn(Call call, Accounts.Found found, int attempt) {
        ActiveRuleset ruleset = active.get();
        Instant now = call.request().reserve() ? found.history().now(call.clock()) : call.clock();
        CompletionStage<BudgetsLeft> asked =
                budgets.left(ruleset.ruleset().budgets(), now, call.request().reserve());
        Executor where = asked.toCompletableFuture().isDone() ? where(call, ruleset, attempt) : rulesWorkers;
        return asked.thenCompose(
                        left -> CompletableFuture.supplyAsync(() -> decideOn(call, ruleset, found, now, left), where))
                .thenCompose(decided -> settle(call, ruleset, decided, found, attempt));
    }

    /**
     * Tables alone take microseconds, less than it costs to wake another thread: they are evaluated where the record came
     * in. Author code, full explanations, further attempts and what had to wait for a budget go to the workers.
     */
    private Executor where(Call call, ActiveRuleset ruleset, int attempt) {
        boolean quick = attempt == 1
                && call.request().explain() != Explain.FULL
                && !ruleset.evaluator().runsAuthorCode();
        return quick ? Runnable::run : rulesWorkers;
    }

    private Answer.Decided decideOn(
            Call call, ActiveRuleset ruleset, Accounts.Found found, Instant now, BudgetsLeft left) {
        RegisterExtract seen = RegisterExtract.of(
                registers.get(),
                ruleset.ruleset().policy().lists(),
                found.subscriber(),
                call.request().subscriber().line());
        Decision decision = new Decider(ruleset, seen.registers(), left)
                .decide(call.request(), found.subscriber(), found.history(), now, call.id());
        DecisionInputs inputs = new DecisionInputs(
                now,
                decision.ruleset(),
                decision.epoch(),
                found.subscriber().id(),
                found.history(),
                call.body(),
                seen,
                left,
                call.request().mandate());
        return new Answer.Decided(decision, call.encoder().apply(decision), inputs);
    }

    private CompletionStage<Answer> settle(
            Call call, ActiveRuleset ruleset, Answer.Decided decided, Accounts.Found found, int attempt) {
        if (!call.request().reserve()) {
            return CompletableFuture.completedFuture(decided);
        }
        Optional<CompletionStage<CommitResult>> recorded = recorder.record(call, ruleset, decided, found);
        return recorded.isEmpty()
                ? attempt(call, attempt + 1)
                : recorded.get().thenCompose(result -> answer(call, decided, result, attempt));
    }

    private CompletionStage<Answer> answer(Call call, Answer.Decided decided, CommitResult result, int attempt) {
        if (result instanceof CommitResult.Committed) {
            return CompletableFuture.completedFuture(decided);
        }
        if (result instanceof CommitResult.Replayed replayed) {
            return CompletableFuture.completedFuture(
                    new Answer.Replayed(replayed.decision().answer()));
        }
        if (result instanceof CommitResult.KeyReused) {
            return CompletableFuture.completedFuture(new Answer.KeyReused());
        }
        return attempt(call, attempt + 1);
    }
}

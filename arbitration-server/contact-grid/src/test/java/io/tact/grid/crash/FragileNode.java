package io.tact.grid.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Arbiter;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.Sample;
import io.tact.arbitration.SubscriberRef;
import io.tact.grid.GridUnderTest;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.model.Direction;
import io.tact.model.Span;
import io.tact.policy.Registers;
import io.tact.port.CompiledRuleset;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import io.tact.port.DurableStore;
import io.tact.port.RecordWrite;
import io.tact.port.StoreLedger;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** A node in one thread: the real ledger, arbiter, accounts, erasures and sweeper over a grid and a store that break. */
final class FragileNode {
    static final int CAP = 3;

    private static final byte[] NO_KEY = {};

    private static final ActiveRuleset RULESET = Sample.ruleset(
            List.of(Sample.marketing("A", "SMS"), Sample.marketing("B", "PUSH"), Sample.marketing("C", "EMAIL")),
            List.of(Sample.cap("week", CAP, Span.parse("P7D"))));

    private final GridUnderTest grid;
    private final Truth truth;
    private final Protocol protocol;
    private final Set<String> inGrid = new HashSet<>();
    private Steps steps = Steps.calm();
    private Parts parts;

    /** Everything that is in memory beside the grid. */
    private record Parts(
            ContactLedger ledger, Accounts accounts, Arbiter arbiter, Erasures erasures, Sweeper sweeper) {}

    FragileNode(GridUnderTest grid, Truth truth, Protocol protocol) {
        this.grid = grid;
        this.truth = truth;
        this.protocol = protocol;
        this.parts = started();
    }

    private Parts started() {
        DurableStore store = Intercepted.of(DurableStore.class, this::store);
        IMap<String, byte[]> records = records();
        ContactLedger ledger = grid.ledger(records, protocol.over(store, this));
        ErasedAddresses addresses = new ErasedAddresses(
                store::refused, text -> "#" + Math.abs((long) text.hashCode()) + "0000000000000000");
        Accounts accounts = new Accounts(ledger, Sample.RETENTION, addresses);
        Erasures erasures = new Erasures(ledger, accounts, store, addresses, Sample.RETENTION);
        return new Parts(
                ledger,
                accounts,
                new Arbiter(ledger, () -> active(truth), () -> Registers.EMPTY, Runnable::run, Sample.RETENTION),
                erasures,
                new Sweeper(store::due, ledger, accounts, erasures));
    }

    private static ActiveRuleset active(Truth truth) {
        return new ActiveRuleset(new CompiledRuleset(RULESET.ruleset(), RULESET.evaluator()), truth.epoch());
    }

    private Object store(Method method, Object[] arguments) {
        Step step =
                switch (method.getName()) {
                    case "load" -> Step.LOAD;
                    case "decision" -> Step.LOOK_UP;
                    case "refused" -> Step.READ_REFUSALS;
                    case "due" -> Step.READ_REMINDERS;
                    case "commit" -> Step.COMMIT;
                    case "erase", "decisionsOf", "dropInputs" -> Step.CHANGE_LOG;
                    default -> throw new IllegalStateException("no request calls " + method.getName());
                };
        return steps.pass(step, () -> (CompletionStage<?>) Intercepted.call(truth.store, method, arguments));
    }

    /** The grid's records, each call done when it returns. */
    @SuppressWarnings("unchecked")
    private IMap<String, byte[]> records() {
        IMap<String, byte[]> real = grid.records();
        return (IMap<String, byte[]>) Intercepted.of(IMap.class, (method, arguments) -> {
            String key = (String) arguments[0];
            return switch (method.getName()) {
                case "getAsync" -> steps.pass(Step.READ_GRID, () -> CompletableFuture.completedFuture(real.get(key)));
                case "submitToKey" -> steps.pass(Step.TELL_GRID, () -> {
                    inGrid.add(key);
                    return CompletableFuture.completedFuture(
                            real.executeOnKey(key, (EntryProcessor<String, byte[], ?>) arguments[1]));
                });
                default -> throw new IllegalStateException("no ledger calls " + method.getName());
            };
        });
    }

    /** From here on the steps are those. */
    void walk(Steps next) {
        steps = next;
    }

    Steps steps() {
        return steps;
    }

    /** The process is gone with all it held; another has started. */
    void restart() {
        forgetGrid();
        steps = Steps.calm();
        parts = started();
    }

    void forgetGrid() {
        inGrid.forEach(key -> grid.records().delete(key));
        inGrid.clear();
    }

    /** What the grid holds. */
    Map<String, byte[]> inGrid() {
        return inGrid.isEmpty() ? Map.of() : grid.records().getAll(inGrid);
    }

    /** Puts bytes in the grid, whatever is there. */
    void install(LedgerKey key, byte[] bytes) {
        inGrid.add(key.value());
        grid.records().set(key.value(), bytes);
    }

    /** The same write, but on top of what is on the disk. */
    RecordWrite onTop(RecordWrite write) {
        RecordWrite last = truth.records().get(write.key());
        long version = last == null ? 0 : last.toVersion();
        LedgerRecord record = RecordCodec.decode(write.key(), write.bytes());
        return new RecordWrite(write.key(), version, RecordCodec.encode(record, version + 1));
    }

    ContactLedger ledger() {
        return parts.ledger();
    }

    Accounts accounts() {
        return parts.accounts();
    }

    Erasures erasures() {
        return parts.erasures();
    }

    Sweeper sweeper() {
        return parts.sweeper();
    }

    /** As the HTTP interface decides: what was answered under a key is answered again. */
    CompletionStage<String> decideByKey(String id, SubscriberRef who, int limit, Instant now) {
        byte[] fingerprint = fingerprint(who, limit);
        return parts.ledger()
                .decision(id)
                .exceptionally(failure -> Optional.empty())
                .thenCompose(row -> row.isEmpty()
                        ? decide(parts.arbiter(), id, fingerprint, who, limit, now)
                        : CompletableFuture.completedFuture(again(row.get(), fingerprint)));
    }

    private static String again(DecisionRow row, byte[] fingerprint) {
        return Arrays.equals(row.fingerprint(), fingerprint) ? new String(row.answer(), UTF_8) : "KEY_REUSED";
    }

    /** Under an id that no key gave: it is not looked up, neither before nor when it is committed. */
    CompletionStage<String> decideWithoutKey(String id, SubscriberRef who, int limit, Instant now) {
        return decide(parts.arbiter(), id, NO_KEY, who, limit, now);
    }

    /** Decides at no node, so that none holds anything of it. */
    static CompletionStage<String> decideOutside(Truth truth, String id, int limit) {
        Arbiter arbiter = new Arbiter(
                new StoreLedger(truth.store),
                () -> active(truth),
                () -> Registers.EMPTY,
                Runnable::run,
                Sample.RETENTION);
        return decide(arbiter, id, NO_KEY, Town.BY_ID, limit, Town.NOW);
    }

    private static CompletionStage<String> decide(
            Arbiter arbiter, String id, byte[] fingerprint, SubscriberRef who, int limit, Instant now) {
        ArbitrationRequest request = new ArbitrationRequest(
                who, Direction.OUTBOUND, List.of(), List.of(), Map.of(), limit, true, Explain.NONE, false, null);
        byte[] body = fingerprint(who, limit);
        return arbiter.decide(new Arbiter.Call(request, id, now, fingerprint, body, FragileNode::answer))
                .thenApply(FragileNode::told);
    }

    private static byte[] fingerprint(SubscriberRef who, int limit) {
        return (who + " " + limit).getBytes(UTF_8);
    }

    private static byte[] answer(Decision decision) {
        return decision.selected().stream()
                .map(selection -> selection.contact().id())
                .collect(Collectors.joining(",", decision.id() + "|" + decision.epoch() + "|", ""))
                .getBytes(UTF_8);
    }

    private static String told(Arbiter.Answer answer) {
        if (answer instanceof Arbiter.Answer.Decided decided) {
            return new String(decided.body(), UTF_8);
        }
        return answer instanceof Arbiter.Answer.Replayed replayed
                ? new String(replayed.body(), UTF_8)
                : answer.getClass().getSimpleName();
    }
}

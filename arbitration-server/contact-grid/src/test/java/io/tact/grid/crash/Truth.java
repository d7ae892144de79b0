package io.tact.grid.crash;

import io.tact.history.LedgerKey;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.DurableStore;
import io.tact.port.InMemoryContactStore;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import io.tact.ruleset.RulesetVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The disk, which outlives every node, and a journal of what became true on it. */
final class Truth {
    private final DurableStore disk = new InMemoryContactStore(new InMemoryContactStore.Disk());
    private final List<Entry> journal = new ArrayList<>();
    private int activations;

    /** A commit that became true, and the epoch that was active. */
    record Entry(StoreCommit commit, long epoch) {}

    /** The store as every node has it, before anything can go wrong with it. */
    final DurableStore store = Intercepted.of(
            DurableStore.class,
            (method, arguments) -> method.getName().equals("commit")
                    ? commit((StoreCommit) arguments[0])
                    : Intercepted.call(disk, method, arguments));

    private CompletionStage<CommitResult> commit(StoreCommit commit) {
        CompletionStage<CommitResult> result = disk.commit(commit);
        if (join(result) instanceof CommitResult.Committed) {
            journal.add(new Entry(commit, epoch()));
        }
        return result;
    }

    void activate() {
        activations++;
        join(disk.activate(new RulesetVersion("sample", String.format("%016x", activations))));
    }

    long epoch() {
        return join(disk.active()).orElseThrow().epoch();
    }

    List<Entry> journal() {
        return List.copyOf(journal);
    }

    /** What was last written under each key. */
    Map<LedgerKey, RecordWrite> records() {
        Map<LedgerKey, RecordWrite> last = new LinkedHashMap<>();
        journal.forEach(entry -> entry.commit().writes().forEach(write -> last.put(write.key(), write)));
        return last;
    }

    /** The ids of all decisions that were ever committed. */
    Set<String> decisions() {
        Set<String> ids = new LinkedHashSet<>();
        for (Entry entry : journal) {
            DecisionRow row = entry.commit().decision();
            if (row != null) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    /** What a call that nothing disturbs has answered already. */
    static <T> T join(CompletionStage<T> stage) {
        if (!stage.toCompletableFuture().isDone()) {
            throw new IllegalStateException("a call that nothing disturbs is not done");
        }
        return stage.toCompletableFuture().join();
    }
}

package io.tact.grid.crash;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.DurableStore;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The commit protocol as it is, and as it must not be. */
enum Protocol {
    AS_IT_IS((commit, store, node) -> store.commit(commit)),

    ANSWERS_BEFORE_IT_IS_DURABLE((commit, store, node) -> {
        node.steps().afterTheAnswer(() -> store.commit(commit));
        return CompletableFuture.completedFuture(new CommitResult.Committed());
    }),

    INSTALLS_BEFORE_IT_COMMITS((commit, store, node) -> {
        commit.writes().forEach(write -> node.install(write.key(), write.bytes()));
        return store.commit(commit);
    }),

    TAKES_UNKNOWN_FOR_COMMITTED(
            (commit, store, node) -> store.commit(commit).exceptionally(failure -> new CommitResult.Committed())),

    COMMITS_RECORDS_FIRST((commit, store, node) -> {
        StoreCommit records = new StoreCommit(commit.epoch(), commit.writes(), commit.unmoved(), null);
        StoreCommit rest = new StoreCommit(0, List.of(), List.of(), commit.decision(), commit.alongside());
        return inTurn(store, List.of(records, rest));
    }),

    COMMITS_RECORDS_ONE_BY_ONE((commit, store, node) -> {
        List<StoreCommit> parts = new ArrayList<>();
        parts.add(new StoreCommit(commit.epoch(), List.of(), commit.unmoved(), commit.decision(), commit.alongside()));
        for (RecordWrite write : commit.writes()) {
            parts.add(new StoreCommit(0, List.of(write), null));
        }
        return inTurn(store, parts);
    }),

    KEEPS_NO_KEY((commit, store, node) ->
            store.commit(new StoreCommit(commit.epoch(), commit.writes(), commit.unmoved(), null, commit.alongside()))),

    SETS_NO_REMINDER((commit, store, node) -> store.commit(new StoreCommit(
            commit.epoch(),
            commit.writes(),
            commit.unmoved(),
            commit.decision(),
            new Alongside(
                    List.of(),
                    commit.alongside().settled(),
                    commit.alongside().appended(),
                    commit.alongside().refused())))),

    HOLDS_ON_TO_WHAT_MOVED((commit, store, node) -> store.commit(commit)
            .thenApply(result -> result instanceof CommitResult.Conflict
                    ? new CommitResult.Conflict(LedgerKey.ofSubscriber("nobody"))
                    : result)),

    WRITES_OVER_WHAT_MOVED((commit, store, node) -> store.commit(commit)
            .thenCompose(result -> result instanceof CommitResult.Conflict
                    ? store.commit(new StoreCommit(
                            commit.epoch(),
                            commit.writes().stream().map(node::onTop).toList(),
                            List.of(),
                            commit.decision(),
                            commit.alongside()))
                    : CompletableFuture.completedFuture(result))),

    ASKS_FOR_NO_EPOCH((commit, store, node) ->
            store.commit(new StoreCommit(0, commit.writes(), commit.unmoved(), commit.decision(), commit.alongside()))),

    DOES_NOT_LOOK_WHETHER_A_NO_STILL_HOLDS((commit, store, node) -> store.commit(
            new StoreCommit(commit.epoch(), commit.writes(), List.of(), commit.decision(), commit.alongside()))),

    TAKES_BACK_WHAT_FAILED((commit, store, node) ->
            store.commit(commit).exceptionallyCompose(failure -> takeBack(commit, store, node, failure)));

    private final Way way;

    /** How a commit goes to the store. */
    private interface Way {
        CompletionStage<CommitResult> commit(StoreCommit commit, DurableStore store, FragileNode node);
    }

    Protocol(Way way) {
        this.way = way;
    }

    /** The store as the ledger sees it under this protocol. */
    DurableStore over(DurableStore store, FragileNode node) {
        return Intercepted.of(
                DurableStore.class,
                (method, arguments) -> method.getName().equals("commit")
                        ? way.commit((StoreCommit) Objects.requireNonNull(arguments[0]), store, node)
                        : Intercepted.call(store, method, arguments));
    }

    private static CompletionStage<CommitResult> inTurn(DurableStore store, List<StoreCommit> parts) {
        CompletionStage<CommitResult> all = CompletableFuture.completedFuture(new CommitResult.Committed());
        for (StoreCommit part : parts) {
            all = all.thenCompose(result -> result instanceof CommitResult.Committed
                    ? store.commit(part)
                    : CompletableFuture.completedFuture(result));
        }
        return all;
    }

    private static CompletionStage<CommitResult> takeBack(
            StoreCommit commit, DurableStore store, FragileNode node, Throwable failure) {
        DecisionRow decision = commit.decision();
        if (decision == null) {
            return CompletableFuture.failedFuture(failure);
        }
        List<RecordWrite> without = new ArrayList<>();
        for (RecordWrite write : commit.writes()) {
            LedgerRecord written = RecordCodec.decode(write.key(), write.bytes());
            ContactHistory history = (ContactHistory) written;
            ContactHistory less = new ContactHistory(
                    history.key(),
                    history.version(),
                    history.floor(),
                    history.subscribers(),
                    history.contacts().stream()
                            .filter(c -> !c.id().startsWith(decision.id() + "-"))
                            .toList());
            without.add(node.onTop(new RecordWrite(
                    write.key(), write.fromVersion(), RecordCodec.encode(less, write.fromVersion() + 1))));
        }
        return store.commit(new StoreCommit(0, without, null))
                .thenCompose(done -> CompletableFuture.failedFuture(failure));
    }
}

package io.tact.grid;

import io.tact.history.LedgerKey;
import io.tact.port.Activation;
import io.tact.port.CommitResult;
import io.tact.port.ContactStore;
import io.tact.port.DecisionRow;
import io.tact.port.StoreCommit;
import io.tact.port.StoredRecord;
import io.tact.ruleset.RulesetVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails when told to, and counts its loads. */
final class FaultyStore implements ContactStore {
    enum Fault {
        NONE,
        BEFORE_COMMITTING,
        AFTER_COMMITTING,
        EVEN_ON_LOOKUP
    }

    final AtomicInteger loads = new AtomicInteger();
    volatile Fault fault = Fault.NONE;
    private final ContactStore store;

    FaultyStore(ContactStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> load(LedgerKey key) {
        loads.incrementAndGet();
        return store.load(key);
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return fault == Fault.EVEN_ON_LOOKUP ? failed() : store.decision(id);
    }

    @Override
    public CompletionStage<CommitResult> commit(StoreCommit commit) {
        return switch (fault) {
            case NONE -> store.commit(commit);
            case BEFORE_COMMITTING -> failed();
            case AFTER_COMMITTING, EVEN_ON_LOOKUP -> store.commit(commit).thenCompose(r -> failed());
        };
    }

    private static <T> CompletionStage<T> failed() {
        return CompletableFuture.failedFuture(new IOException("the disk went away"));
    }

    @Override
    public CompletionStage<Long> activate(RulesetVersion version) {
        return store.activate(version);
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        return store.active();
    }

    @Override
    public Optional<String> unhealthy() {
        return store.unhealthy();
    }

    @Override
    public void close() {
        store.close();
    }
}

package io.tact.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Commits as tests make them. */
final class Commits {
    private Commits() {}

    static StoreCommit of(String decision, RecordWrite... writes) {
        return under(0, decision, writes);
    }

    static StoreCommit under(long epoch, String decision, RecordWrite... writes) {
        return new StoreCommit(epoch, List.of(writes), decision(decision, "print"));
    }

    static DecisionRow decision(String id, String fingerprint) {
        return new DecisionRow(
                id, Instant.EPOCH, fingerprint.getBytes(UTF_8), "S", id.getBytes(UTF_8), new byte[] {1, 2});
    }

    static RecordWrite write(String account, long from, String text) {
        return new RecordWrite(key(account), from, text.getBytes(UTF_8));
    }

    static LedgerKey key(String account) {
        return LedgerKey.ofAccount(account);
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}

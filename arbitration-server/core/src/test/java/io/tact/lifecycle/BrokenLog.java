package io.tact.lifecycle;

import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionLog;
import io.tact.port.DecisionRow;
import io.tact.port.LogPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that can be read, and nothing can be erased from. */
final class BrokenLog implements DecisionLog {
    private final DecisionLog log;

    BrokenLog(DecisionLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        return log.decision(id);
    }

    @Override
    public CompletionStage<Void> record(List<DecisionRow> dryRuns) {
        return failed();
    }

    @Override
    public CompletionStage<List<DecisionRow>> decisionsOf(String subscriber, LogPlace after, int most) {
        return log.decisionsOf(subscriber, after, most);
    }

    @Override
    public CompletionStage<Integer> erase(String subscriber, Instant upTo, int most) {
        return failed();
    }

    @Override
    public CompletionStage<Void> dropInputs(Set<String> ids) {
        return failed();
    }

    @Override
    public CompletionStage<Integer> prune(Kind kind, Instant before, int most) {
        return failed();
    }

    private static <T> CompletionStage<T> failed() {
        return CompletableFuture.failedFuture(new CouldNotDecideException("the disk went away"));
    }
}

package io.tact.http;

import io.tact.decisionlog.DryRunLog;
import io.tact.port.CouldNotDecideException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An operation about the subscriber in the path that reads the log of decisions: the dry runs of them that wait on this node
 * are written first. It is not served if they cannot be.
 */
final class AfterDryRuns implements Operation {
    /** For how long the log is waited for. */
    private static final long PATIENCE_SECONDS = 10;

    private final DryRunLog dryRuns;
    private final Operation operation;

    AfterDryRuns(DryRunLog dryRuns, Operation operation) {
        this.dryRuns = dryRuns;
        this.operation = operation;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        Context context = Vertx.currentContext();
        CompletableFuture<Integer> written = dryRuns.flushOf(exchange.now(), exchange.path("id"))
                .toCompletableFuture()
                .copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletionStage<Integer> known = written.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                failure instanceof TimeoutException
                        ? new CouldNotDecideException("the log of decisions did not take the subscriber's dry runs in "
                                + PATIENCE_SECONDS + " seconds. Maybe ask again")
                        : failure));
        return OnContext.of(context, known).thenCompose(done -> operation.serve(exchange));
    }
}

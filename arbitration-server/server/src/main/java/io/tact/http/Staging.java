package io.tact.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The stages of a request on its event loop: received, read, decided, answered. Each hands on to the next through the event
 * loop's queue, so that all requests which came in together go through one stage before any goes into the next. A processor
 * then runs the same code many times in a row: taken one by one from end to end, requests need more code than its caches
 * hold, and most of their time was spent on fetching it anew. See ADR 24.
 */
final class Staging {
    private Staging() {}

    /** Goes on when those before it have come as far; on the caller's event loop, or at once on a thread that is none. */
    static void next(Runnable stage) {
        Context here = Vertx.currentContext();
        if (here == null) {
            stage.run();
        } else {
            here.runOnContext(nothing -> stage.run());
        }
    }

    /** The same for stages that others wait for. */
    static <T> CompletionStage<T> next(T value) {
        CompletableFuture<T> later = new CompletableFuture<>();
        next(() -> later.complete(value));
        return later;
    }
}

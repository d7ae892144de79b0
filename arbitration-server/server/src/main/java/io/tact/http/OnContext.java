package io.tact.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stages that go on where they began: handlers and sockets belong to one event loop. */
final class OnContext {
    private OnContext() {}

    /** The same stage, completed on a context. */
    static <T> CompletionStage<T> of(Context context, CompletionStage<T> stage) {
        CompletableFuture<T> back = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            Runnable goOn = () -> {
                if (failure == null) {
                    back.complete(value);
                } else {
                    back.completeExceptionally(failure);
                }
            };
            if (Vertx.currentContext() == context) {
                goOn.run();
            } else {
                context.runOnContext(nothing -> goOn.run());
            }
        });
        return back;
    }
}

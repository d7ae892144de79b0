package io.tact.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the {@link Gate} and waits for it, on the request's event loop. Of what is sent by somebody who is not let in nothing is kept.
 *
 * @param gate who says whether a request is let in
 */
record Entrance(Gate gate) {

    /**
     * Lets a request in, or not. It may be paused then, for as long as keys were fetched.
     *
     * @param access null if there is no such operation
     * @param in is given those that are let in
     * @param out is given the answer to the others, once their body has gone by
     */
    void pass(
            @Nullable Access access,
            HttpServerRequest request,
            Instant now,
            Consumer<Gate.Passage.Open> in,
            Consumer<Reply> out) {
        CompletionStage<Gate.Passage> passage = gate.pass(access, request, now);
        if (!passage.toCompletableFuture().isDone()) {
            request.pause();
            passage = OnContext.of(Vertx.currentContext(), passage);
        }
        passage.whenComplete((passed, failure) -> {
            if (passed instanceof Gate.Passage.Open open) {
                in.accept(open);
            } else {
                Reply reply = passed instanceof Gate.Passage.Shut shut
                        ? shut.reply()
                        : ProblemMapper.reply(failure == null ? new IllegalStateException("no passage") : failure);
                BodyReader.skip(request, () -> out.accept(reply));
                request.resume();
            }
        });
    }
}

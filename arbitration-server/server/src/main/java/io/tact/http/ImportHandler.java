package io.tact.http;

import io.tact.arbitration.Mandate;
import io.tact.metrics.TactMetrics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST …/import}: reads lines as they come, a chunk at a time; while a chunk is being taken the sender is held
 * back. A bad line never stops the others.
 */
final class ImportHandler implements Operation {
    /** How many lines are in the works at once. */
    private static final int CHUNK = 512;

    private static final int ERRORS_TOLD = 1_000;

    private final LineSink sink;
    private final TactMetrics metrics;

    ImportHandler(LineSink sink, TactMetrics metrics) {
        this.sink = sink;
        this.metrics = metrics;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        return new Run(exchange).start();
    }

    /** One import. Lives on its request's event loop. */
    private final class Run {
        private final HttpServerRequest request;
        private final Mandate by;
        private final Instant now;
        private final Context context = Vertx.currentContext();
        private final NdjsonLines lines = new NdjsonLines();
        private final Deque<NdjsonLines.Line> waiting = new ArrayDeque<>();
        private final List<LineSink.LineError> errors = new ArrayList<>();
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private long accepted;
        private long rejected;
        private boolean busy;
        private boolean ended;

        Run(Exchange exchange) {
            request = exchange.request();
            by = exchange.mandate();
            now = exchange.now();
        }

        CompletionStage<Reply> start() {
            request.handler(this::more);
            request.endHandler(end -> {
                waiting.addAll(lines.end());
                ended = true;
                proceed();
            });
            return reply;
        }

        private void more(Buffer part) {
            if (!reply.isDone()) {
                waiting.addAll(lines.feed(part.getBytes()));
                proceed();
            }
        }

        private void proceed() {
            if (busy || reply.isDone() || (waiting.size() < CHUNK && !ended)) {
                return;
            }
            if (waiting.isEmpty()) {
                reply.complete(summary());
                return;
            }
            busy = true;
            if (!ended) {
                request.pause();
            }
            List<NdjsonLines.Line> chunk = new ArrayList<>();
            while (chunk.size() < CHUNK && !waiting.isEmpty()) {
                chunk.add(waiting.remove());
            }
            // Reading so many lines takes far longer than an event loop may be kept from others.
            context.executeBlocking(() -> sink.take(chunk, by, now), false)
                    .toCompletionStage()
                    .thenCompose(taking -> taking)
                    .whenComplete((found, failure) -> context.runOnContext(v -> taken(chunk.size(), found, failure)));
        }

        private void taken(int size, List<LineSink.LineError> found, Throwable failure) {
            busy = false;
            if (!ended) {
                request.resume();
            }
            if (failure != null) {
                waiting.clear();
                reply.completeExceptionally(failure);
                return;
            }
            long bad = found.stream()
                    .mapToLong(LineSink.LineError::line)
                    .distinct()
                    .count();
            accepted += size - bad;
            rejected += bad;
            metrics.imported(sink.kind(), size - bad, bad);
            found.stream()
                    .sorted(Comparator.comparingLong(LineSink.LineError::line))
                    .limit(Math.max(0, ERRORS_TOLD - errors.size()))
                    .forEach(errors::add);
            proceed();
        }

        private Reply summary() {
            return Reply.json(200, out -> {
                out.writeStartObject();
                out.writeNumberField("accepted", accepted);
                out.writeNumberField("rejected", rejected);
                out.writeArrayFieldStart("errors");
                for (LineSink.LineError error : errors) {
                    out.writeStartObject();
                    out.writeNumberField("line", error.line());
                    out.writeStringField("pointer", error.pointer());
                    out.writeStringField("detail", error.detail());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            });
        }
    }
}

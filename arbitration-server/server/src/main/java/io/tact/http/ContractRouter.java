package io.tact.http;

import io.tact.metrics.TactMetrics;
import io.tact.model.Instants;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes routes out of the contract and binds each to the handler of its operation id. */
final class ContractRouter {
    private static final Map<String, String> NO_PARAMETERS = Map.of();

    private final Contract contract;
    private final Map<String, Operation> operations;
    private final Gate gate;
    private final Auditing auditing;
    private final Clock clock;
    private final TactMetrics metrics;
    private final BooleanSupplier leaving;

    /**
     * @param leaving whether clients are to connect elsewhere
     * @throws IllegalStateException if an operation has no handler, or a handler no operation
     */
    ContractRouter(
            Contract contract,
            Map<String, Operation> operations,
            Gate gate,
            Auditing auditing,
            Clock clock,
            TactMetrics metrics,
            BooleanSupplier leaving) {
        this.contract = contract;
        this.operations = Map.copyOf(operations);
        this.gate = gate;
        this.auditing = auditing;
        this.clock = clock;
        this.metrics = metrics;
        this.leaving = leaving;
        Set<String> unmatched = new TreeSet<>(operations.keySet());
        for (Contract.Entry entry : contract.operations()) {
            if (!unmatched.remove(entry.id())) {
                throw new IllegalStateException("operation \"" + entry.id() + "\" of openapi.yaml (" + entry.method()
                        + " " + entry.path() + ") has no handler of its own");
            }
        }
        if (!unmatched.isEmpty()) {
            throw new IllegalStateException("openapi.yaml has no operation for the handlers " + unmatched);
        }
    }

    /** A router for one event loop. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        for (Contract.Entry entry : contract.operations()) {
            Operation operation = java.util.Objects.requireNonNull(operations.get(entry.id()));
            boolean parameters = entry.path().contains("{");
            router.route(
                            HttpMethod.valueOf(entry.method()),
                            entry.path().replace("{", ":").replace("}", ""))
                    .handler(context -> receive(entry, operation, context, parameters));
        }
        router.errorHandler(404, context -> refuse(context, Fault.Type.NOT_FOUND, "there is no such path"));
        router.errorHandler(
                405,
                context -> refuse(
                        context,
                        Fault.Type.METHOD_NOT_ALLOWED,
                        context.request().method() + " is not a method of this path"));
        router.errorHandler(400, context -> refuse(context, Fault.Type.INVALID_REQUEST, "the path is not valid"));
        router.errorHandler(500, context -> failed(context));
        return router;
    }

    private void receive(Contract.Entry entry, Operation operation, RoutingContext context, boolean parameters) {
        HttpServerRequest request = context.request();
        Map<String, String> path = parameters ? context.pathParams() : NO_PARAMETERS;
        Instant now = now();
        pass(
                entry.access(),
                request,
                now,
                open -> read(entry, operation, request, path, open, now),
                reply -> answer(entry, request, reply));
    }

    /**
     * Lets a request in, or not. It may be paused then, for as long as keys were fetched.
     *
     * @param access null if there is no such operation
     */
    private void pass(
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
                BodyReader.read(request, body -> out.accept(reply));
                request.resume();
            }
        });
    }

    private void read(
            Contract.Entry entry,
            Operation operation,
            HttpServerRequest request,
            Map<String, String> path,
            Gate.Passage.Open open,
            Instant now) {
        if (entry.isStream() && hasType(entry, request)) {
            Exchange exchange = Exchange.of(entry.id(), request, path, new byte[0], open, now);
            serve(entry, operation, exchange);
            if (!Auditing.isTold(entry, exchange)) {
                request.resume();
            }
            return;
        }
        BodyReader.read(request, body -> {
            if (!acceptable(entry, request, body)) {
                answer(entry, request, ProblemMapper.reply(wrongType(entry, request)));
            } else if (body == null) {
                answer(entry, request, ProblemMapper.reply(tooLarge()));
            } else {
                serve(entry, operation, Exchange.of(entry.id(), request, path, body, open, now));
            }
        });
        request.resume();
    }

    /** When a request came in. Only to the millisecond, as all that is told of it later. */
    private Instant now() {
        return Instants.toMillis(clock.instant());
    }

    /** Whether a body, null for one that is too large, is of a type that the operation takes. */
    private static boolean acceptable(Contract.Entry entry, HttpServerRequest request, byte @Nullable [] body) {
        boolean none = body != null && body.length == 0 && !entry.bodyRequired();
        return none || entry.bodyTypes().isEmpty() || hasType(entry, request);
    }

    private static boolean hasType(Contract.Entry entry, HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null) {
            return false;
        }
        int semicolon = type.indexOf(';');
        String plain = semicolon < 0 ? type : type.substring(0, semicolon);
        return entry.bodyTypes().contains(plain.trim().toLowerCase(java.util.Locale.ROOT));
    }

    private void serve(Contract.Entry entry, Operation operation, Exchange exchange) {
        CompletionStage<Reply> stage;
        try {
            stage = auditing.around(entry, operation, exchange);
        } catch (RuntimeException e) {
            answer(entry, exchange.request(), ProblemMapper.reply(e));
            return;
        }
        Context context = Vertx.currentContext();
        stage.whenComplete((reply, failure) -> {
            Reply told = failure == null ? reply : ProblemMapper.reply(failure);
            if (Vertx.currentContext() == context) {
                answer(entry, exchange.request(), told);
            } else {
                context.runOnContext(v -> answer(entry, exchange.request(), told));
            }
        });
    }

    private void answer(Contract.Entry entry, HttpServerRequest request, Reply reply) {
        metrics.answered(entry.id(), reply.status());
        write(request.response(), reply);
    }

    /** The client of a node that leaves is told to connect elsewhere, before a request of its meets the end of the connection. */
    private void write(HttpServerResponse response, Reply reply) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (leaving.getAsBoolean()) {
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(reply.status());
        response.putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(reply.body()));
    }

    private void refuse(RoutingContext context, Fault.Type type, String detail) {
        Reply reply = ProblemMapper.reply(Fault.of(type, detail));
        Reply whole = type == Fault.Type.METHOD_NOT_ALLOWED ? reply.with("Allow", allowed(context)) : reply;
        Consumer<Reply> told = answer -> {
            metrics.answered("none", answer.status());
            write(context.response(), answer);
        };
        HttpServerRequest request = context.request();
        Consumer<Gate.Passage.Open> in = open -> {
            BodyReader.read(request, body -> told.accept(whole));
            request.resume();
        };
        pass(null, request, now(), in, told);
    }

    private String allowed(RoutingContext context) {
        Set<String> methods = new TreeSet<>();
        for (Contract.Entry entry : contract.operations()) {
            if (context.normalizedPath().matches(entry.path().replaceAll("\\{[^}]+}", "[^/]+"))) {
                methods.add(entry.method());
            }
        }
        return String.join(", ", methods);
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        write(
                context.response(),
                ProblemMapper.reply(failure == null ? new IllegalStateException("no cause is known") : failure));
    }

    private static Fault tooLarge() {
        return Fault.of(
                Fault.Type.BODY_TOO_LARGE, "the body has more than " + BodyReader.LIMIT + " bytes. Maybe split it");
    }

    private static Fault wrongType(Contract.Entry entry, HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return Fault.of(
                Fault.Type.UNSUPPORTED_MEDIA_TYPE,
                (type == null ? "there is no Content-Type" : "Content-Type \"" + Fields.brief(type) + "\"")
                        + ". Maybe send " + String.join(" or ", entry.bodyTypes()));
    }
}

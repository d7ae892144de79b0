package io.tact.http;

import io.tact.model.Instants;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one operation: lets them in, reads them, has them served and audited, and answers. On the request's
 * event loop.
 */
final class OperationRoute {
    private static final Map<String, String> NO_PARAMETERS = Map.of();

    private final Contract.Entry entry;
    private final Operation operation;
    private final boolean parameters;
    private final Door door;

    /**
     * What all routes go through.
     *
     * @param gate who may ask
     * @param auditing how what is served is audited
     * @param answers where answers go
     * @param clock read once per request
     */
    record Door(Gate gate, Auditing auditing, Answers answers, Clock clock) {
        /** When a request came in. Only to the millisecond, as all that is told of it later. */
        Instant now() {
            return Instants.toMillis(clock.instant());
        }
    }

    OperationRoute(Contract.Entry entry, Operation operation, Door door) {
        this.entry = entry;
        this.operation = operation;
        this.parameters = entry.path().contains("{");
        this.door = door;
    }

    void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        Map<String, String> path = parameters ? context.pathParams() : NO_PARAMETERS;
        Instant now = door.now();
        new Entrance(door.gate())
                .pass(entry.access(), request, now, open -> read(request, path, open, now), reply -> door.answers()
                        .answer(entry.id(), request, reply));
    }

    private void read(HttpServerRequest request, Map<String, String> path, Gate.Passage.Open open, Instant now) {
        String type = request.getHeader("Content-Type");
        if (entry.isStream() && entry.takes(type)) {
            Exchange exchange = Exchange.of(entry.id(), request, path, new byte[0], open, now);
            serve(exchange);
            if (!Auditing.isTold(entry, exchange)) {
                request.resume();
            }
            return;
        }
        BodyReader.read(request, body -> {
            boolean none = body != null && body.length == 0 && !entry.bodyRequired();
            if (!none && !entry.bodyTypes().isEmpty() && !entry.takes(type)) {
                door.answers().answer(entry.id(), request, ProblemMapper.reply(wrongType(type)));
            } else if (body == null) {
                door.answers().answer(entry.id(), request, ProblemMapper.reply(tooLarge()));
            } else {
                Exchange exchange = Exchange.of(entry.id(), request, path, body, open, now);
                Staging.next(() -> serve(exchange));
            }
        });
        request.resume();
    }

    private void serve(Exchange exchange) {
        CompletionStage<Reply> stage;
        try {
            stage = door.auditing().around(entry, operation, exchange);
        } catch (RuntimeException e) {
            answer(exchange, ProblemMapper.reply(e));
            exchange.request().resume();
            return;
        }
        OnContext.of(Vertx.currentContext(), stage)
                .whenComplete((reply, failure) ->
                        Staging.next(() -> answer(exchange, failure == null ? reply : ProblemMapper.reply(failure))));
    }

    private void answer(Exchange exchange, Reply reply) {
        if (exchange.identity() != null && !exchange.handedOn() && ProblemMapper.isRefusal(reply)) {
            door.gate().outsideOfLimits(exchange.identity());
        }
        door.answers().answer(entry.id(), exchange.request(), reply);
    }

    private static Fault tooLarge() {
        return Fault.of(
                Fault.Type.BODY_TOO_LARGE, "the body has more than " + BodyReader.LIMIT + " bytes. Maybe split it");
    }

    private Fault wrongType(@Nullable String type) {
        return Fault.of(
                Fault.Type.UNSUPPORTED_MEDIA_TYPE,
                (type == null ? "there is no Content-Type" : "Content-Type \"" + Fields.brief(type) + "\"")
                        + ". Maybe send " + String.join(" or ", entry.bodyTypes()));
    }
}

package io.tact.http;

import io.tact.arbitration.Arbiter;
import io.tact.arbitration.Mandate;
import io.tact.arbitration.SubscriberRef;
import io.tact.decisionlog.DryRunLog;
import io.tact.port.DecisionRow;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/decisions}: what should be said to this subscriber? */
final class DecideHandler implements Operation {
    static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    /** Nobody asks twice under an id that no key gave. */
    private static final byte[] NO_KEY = {};

    /** Keys that nodes give are not those that clients give. No client is called so, nor begins so. */
    private static final String AMONG_NODES = "nodes";

    private final Services services;

    DecideHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        long started = System.nanoTime();
        String key = key(exchange);
        if (key == null) {
            return decide(exchange, null, started);
        }
        // What was answered under a key is answered again, even where the request would not be understood any more.
        CompletionStage<Optional<DecisionRow>> before = services.ledger()
                .decision(DecisionIds.of(exchange.by(), key))
                .exceptionally(failure -> Optional.empty());
        return OnContext.of(Vertx.currentContext(), before)
                .thenCompose(row -> row.isEmpty()
                        ? decide(exchange, key, started)
                        : underUsedKey(exchange, key, row.get(), started));
    }

    /** What was decided under the key, if that was the same request. A dry run has nothing to do with its key. */
    private CompletionStage<Reply> underUsedKey(Exchange exchange, String key, DecisionRow row, long started) {
        if (Arrays.equals(DecisionIds.fingerprint(exchange.operation(), exchange.body()), row.fingerprint())) {
            return CompletableFuture.completedFuture(replayed(row.answer(), System.nanoTime() - started));
        }
        if (isDryRun(exchange)) {
            return decide(exchange, key, started);
        }
        services.metrics().undecided("REFUSED", System.nanoTime() - started);
        throw keyReused().asException();
    }

    private boolean isDryRun(Exchange exchange) {
        try {
            return !DecisionReader.read(exchange.body(), services.active().get().ruleset())
                    .request()
                    .reserve();
        } catch (FaultException notUnderstood) {
            return false;
        }
    }

    private CompletionStage<Reply> decide(Exchange exchange, @Nullable String key, long started) {
        DecisionReader.Asked asked =
                DecisionReader.read(exchange.body(), services.active().get().ruleset());
        requireSome(asked.request().campaigns(), exchange.mandate());
        boolean reserves = asked.request().reserve();
        Arbiter.Call call = new Arbiter.Call(
                asked.request().by(exchange.mandate()),
                reserves ? id(exchange, key) : DecisionIds.passing(exchange.now()),
                asked.at() == null ? exchange.now() : asked.at(),
                reserves && (key != null || exchange.key() != null)
                        ? DecisionIds.fingerprint(exchange.operation(), exchange.body())
                        : NO_KEY,
                exchange.body(),
                DecisionWriter::answer,
                asked.at() != null);
        return Staging.next(call)
                .thenCompose(services.arbiter()::decide)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        services.metrics().undecided("FAILED", System.nanoTime() - started);
                    }
                })
                .thenApply(answer -> reply(exchange, answer, asked, call.id(), started));
    }

    private static String id(Exchange exchange, @Nullable String key) {
        if (key != null) {
            return DecisionIds.of(exchange.by(), key);
        }
        // What other nodes know the request by, if it has no key of its own.
        String given = exchange.key();
        String among = exchange.identity() == null ? AMONG_NODES : AMONG_NODES + " " + exchange.by();
        return given == null ? DecisionIds.random(exchange.now()) : DecisionIds.of(among, given);
    }

    /** A campaign that is named and of which nothing may be said is refused: silence would look like a policy's no. */
    private void requireSome(List<String> campaigns, Mandate mandate) {
        if (campaigns.isEmpty() || mandate.limits().isNone()) {
            return;
        }
        OwnMessages own = new OwnMessages(services.active().get(), mandate.limits());
        for (String campaign : campaigns) {
            if (!own.have(campaign, null)) {
                throw Fault.of(
                                Fault.Type.FORBIDDEN,
                                "campaign \"" + campaign + "\" has no message that " + mandate.by()
                                        + " may send: it is limited to " + mandate.limits()
                                        + ". Maybe another credential")
                        .asException();
            }
        }
    }

    private Reply reply(Exchange exchange, Arbiter.Answer answer, DecisionReader.Asked asked, String id, long started) {
        long nanos = System.nanoTime() - started;
        if (answer instanceof Arbiter.Answer.Decided decided) {
            services.metrics().decided(decided.decision(), nanos);
            if (!asked.request().reserve()) {
                services.lifecycle()
                        .dryRuns()
                        .add(id, new DryRunLog.Entry(exchange.now(), decided.inputs(), decided.body()));
            }
            return Reply.json(200, decided.body());
        }
        if (answer instanceof Arbiter.Answer.Unrecorded unrecorded) {
            services.metrics().decided(unrecorded.decision(), nanos);
            return Reply.json(200, unrecorded.body());
        }
        if (answer instanceof Arbiter.Answer.Replayed replayed) {
            return replayed(replayed.body(), nanos);
        }
        services.metrics().undecided("REFUSED", nanos);
        throw fault(answer, asked.request().subscriber()).asException();
    }

    private static Fault fault(Arbiter.Answer answer, SubscriberRef subscriber) {
        if (answer instanceof Arbiter.Answer.UnknownSubscriber) {
            return unknown(subscriber.toString());
        }
        if (answer instanceof Arbiter.Answer.InFlight) {
            return Fault.of(
                    Fault.Type.KEY_IN_FLIGHT,
                    "a request with this " + KEY + " is still being decided. Maybe ask again in a second");
        }
        return keyReused();
    }

    private static Fault keyReused() {
        return Fault.of(
                Fault.Type.KEY_REUSED,
                "this " + KEY + " was used with another body. Maybe use a new key for a new request");
    }

    private Reply replayed(byte[] answer, long nanos) {
        services.metrics().undecided("REPLAYED", nanos);
        return Reply.json(200, answer).with("Idempotent-Replay", "true");
    }

    static Fault unknown(String subscriber) {
        return Fault.of(
                Fault.Type.UNKNOWN_SUBSCRIBER,
                "subscriber \"" + subscriber + "\" is not known. Maybe PUT /v1/subscribers/{id} first");
    }

    private static @Nullable String key(Exchange exchange) {
        String key = exchange.header(KEY);
        if (key == null) {
            return null;
        }
        boolean printable = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (key.isEmpty() || key.length() > MAX_KEY || !printable) {
            Errors errors = new Errors();
            errors.invalid(KEY, "must have 1 to " + MAX_KEY + " printable ASCII characters and no space");
            errors.check();
        }
        return key;
    }
}

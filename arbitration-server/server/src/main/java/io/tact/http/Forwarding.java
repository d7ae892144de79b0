package io.tact.http;

import io.tact.history.LedgerKey;
import io.tact.history.Redirect;
import io.tact.port.Owners;
import io.tact.port.Peer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request on to the node that owns the record it is about, where it is read and installed without a detour. At most
 * twice: to the owner of the subscriber's key, and to that of their account's. Any node can serve any request, so whenever
 * that fails, or is not worth it, it is served here.
 *
 * <p>So everything that is handed on has the same effect however often it is asked for: a decision without an idempotency
 * key is given a key among nodes. The header {@value #KEY} carries it; to a client it is no more use than a key of its own. The
 * header {@value #HOPS} says how often a request was handed on. All it can do is to switch handing on off. The caller's credential goes
 * along and is asked again; {@link AmongNodes} says what is not done twice.
 */
final class Forwarding {
    static final String HOPS = "Tact-Hops";
    static final String KEY = "Tact-Key";

    private static final int MOST_HOPS = 2;

    /** How often, and after how long each, a decision that is being made here is looked for. */
    private static final int LOOKS = 25;

    private static final int LOOK_MILLIS = 100;

    /** For how long a node that did not answer is not asked again: then the cluster has noticed, or it is back. */
    private static final long AVOIDED_NANOS = 2_000_000_000L;

    private final Services services;
    private final Owners owners;
    private final PeerClient client;
    private final Map<Peer, Long> avoidedSince = new ConcurrentHashMap<>();

    Forwarding(Services services, PeerClient client) {
        this.services = services;
        this.client = client;
        this.owners = services.owners();
    }

    /** An operation that has the same effect however often it is asked for. */
    Operation repeatable(Subject subject, Operation operation) {
        return around(subject, UnaryOperator.identity(), operation);
    }

    /** An operation that has its effect once for each key. */
    Operation withKey(Subject subject, Operation operation) {
        return around(
                subject,
                exchange -> exchange.header(DecideHandler.KEY) == null && exchange.header(KEY) == null
                        ? exchange.given(DecisionIds.random(exchange.now()))
                        : exchange,
                operation);
    }

    /** @param repeatable makes it the same however often it is asked for */
    private Operation around(Subject subject, UnaryOperator<Exchange> repeatable, Operation operation) {
        return exchange -> {
            int hops = hops(exchange.header(HOPS));
            if (!owners.areMany() || hops >= MOST_HOPS) {
                return operation.serve(exchange);
            }
            Context context = Vertx.currentContext();
            return OnContext.of(context, to(subject, exchange))
                    .thenCompose(peer -> peer.isEmpty()
                            ? operation.serve(exchange)
                            : handOn(context, peer.get(), repeatable.apply(exchange), hops + 1, operation));
        };
    }

    private CompletionStage<Reply> handOn(
            Context context, Peer peer, Exchange exchange, int hops, Operation operation) {
        return OnContext.of(context, client.send(peer, exchange, hops))
                .thenCompose(sent -> after(sent, peer, exchange, operation));
    }

    /** What is not a number of hops was not written by a node, and is served here. */
    private static int hops(@Nullable String header) {
        return header == null ? 0 : header.equals("1") ? 1 : MOST_HOPS;
    }

    private CompletionStage<Optional<Peer>> to(Subject subject, Exchange exchange) {
        return subject.of(exchange)
                .thenCompose(key ->
                        key.isEmpty() ? CompletableFuture.completedFuture(Optional.<Peer>empty()) : owner(key.get()))
                .exceptionally(failure -> Optional.empty());
    }

    private CompletionStage<Optional<Peer>> owner(LedgerKey key) {
        Optional<Peer> owner = owners.ownerOf(key);
        if (owner.isPresent()) {
            return CompletableFuture.completedFuture(owner.filter(this::answers));
        }
        return services.ledger()
                .read(key)
                .thenApply(read -> read.orElse(null) instanceof Redirect redirect && redirect.target() != null
                        ? owners.ownerOf(redirect.target()).filter(this::answers)
                        : Optional.empty());
    }

    private boolean answers(Peer peer) {
        Long since = avoidedSince.get(peer);
        if (since == null) {
            return true;
        }
        if (System.nanoTime() - since < AVOIDED_NANOS) {
            return false;
        }
        avoidedSince.remove(peer, since);
        return true;
    }

    private CompletionStage<Reply> after(PeerClient.Sent sent, Peer peer, Exchange exchange, Operation operation) {
        if (sent instanceof PeerClient.Sent.Answered answered) {
            if (exchange.identity() != null && ProblemMapper.isRefusal(answered.reply())) {
                // It was let in here, and nothing was done there: a node with other identities, which takes another
                // start to know.
                services.metrics().forwarded("REFUSED");
                return operation.serve(exchange);
            }
            services.metrics().forwarded("ANSWERED");
            return CompletableFuture.completedFuture(answered.reply());
        }
        avoidedSince.put(peer, System.nanoTime());
        services.metrics().forwarded(sent instanceof PeerClient.Sent.Lost ? "LOST" : "NOT_SENT");
        return sent instanceof PeerClient.Sent.Lost ? serveLost(exchange, operation, LOOKS) : operation.serve(exchange);
    }

    /**
     * What was handed on may have come back to this node, and may still be decided here: then that decision is waited for, and
     * told when it is there.
     */
    private static CompletionStage<Reply> serveLost(Exchange exchange, Operation operation, int looks) {
        Context context = Vertx.currentContext();
        return operation.serve(exchange).exceptionallyCompose(failure -> {
            if (!isInFlight(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            if (looks == 0) {
                return CompletableFuture.failedFuture(stillDeciding(exchange, failure));
            }
            return OnContext.of(context, context.owner().timer(LOOK_MILLIS).toCompletionStage())
                    .thenCompose(passed -> serveLost(exchange, operation, looks - 1));
        });
    }

    /** Who gave no key cannot ask for that decision again, and is not told of the key that it has among nodes. */
    private static Throwable stillDeciding(Exchange exchange, Throwable inFlight) {
        return exchange.header(DecideHandler.KEY) != null
                ? inFlight
                : Fault.of(
                                Fault.Type.COULD_NOT_DECIDE,
                                "this request is still being decided and may still reserve something, which then"
                                        + " counts as a contact though nothing is sent. Maybe send an "
                                        + DecideHandler.KEY + " with each request, so that it can be asked again")
                        .asException();
    }

    private static boolean isInFlight(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof FaultException fault && fault.fault().type() == Fault.Type.KEY_IN_FLIGHT;
    }
}

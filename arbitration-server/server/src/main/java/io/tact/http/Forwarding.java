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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request on to the node that owns the record it is about, where it is read and installed without a detour. At most
 * twice: to the owner of the subscriber's key, and to that of their account's. Any node can serve any request, so whenever
 * that fails, or is not worth it, it is served here; but not again if it may have had an effect.
 *
 * <p>The header {@value #HOPS} says how often a request was handed on. All it can do is to switch handing on off.
 */
final class Forwarding {
    static final String HOPS = "Tact-Hops";

    private static final int MOST_HOPS = 2;

    /** For how long a node that did not answer is not asked again: then the cluster has noticed, or it is back. */
    private static final long AVOIDED_NANOS = 2_000_000_000L;

    private final Services services;
    private final Owners owners;
    private final PeerClient client = new PeerClient();
    private final Map<Peer, Long> avoidedSince = new ConcurrentHashMap<>();

    Forwarding(Services services) {
        this.services = services;
        this.owners = services.owners();
    }

    /** An operation that has the same effect however often it is asked for. */
    Operation repeatable(Subject subject, Operation operation) {
        return around(subject, exchange -> true, operation);
    }

    /** An operation that has its effect once for each idempotency key. */
    Operation withKey(Subject subject, Operation operation) {
        return around(subject, exchange -> exchange.header(DecideHandler.KEY) != null, operation);
    }

    private Operation around(Subject subject, Predicate<Exchange> repeatable, Operation operation) {
        return exchange -> {
            int hops = hops(exchange.header(HOPS));
            if (!owners.areMany() || hops >= MOST_HOPS) {
                return operation.serve(exchange);
            }
            Context context = Vertx.currentContext();
            return on(context, to(subject, exchange))
                    .thenCompose(peer -> peer.isEmpty()
                            ? operation.serve(exchange)
                            : on(context, client.send(context.owner(), peer.get(), exchange, hops + 1))
                                    .thenCompose(sent ->
                                            after(sent, peer.get(), exchange, repeatable.test(exchange), operation)));
        };
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

    private CompletionStage<Reply> after(
            PeerClient.Sent sent, Peer peer, Exchange exchange, boolean repeatable, Operation operation) {
        if (sent instanceof PeerClient.Sent.Answered answered) {
            services.metrics().forwarded("ANSWERED");
            return CompletableFuture.completedFuture(answered.reply());
        }
        avoidedSince.put(peer, System.nanoTime());
        if (sent instanceof PeerClient.Sent.Lost && !repeatable) {
            services.metrics().forwarded("UNKNOWN");
            throw Fault.of(
                            Fault.Type.COULD_NOT_DECIDE,
                            "the node that has this subscriber did not answer: whether it decided is not known. Maybe"
                                    + " send an " + DecideHandler.KEY + ": then the same can be asked again")
                    .asException();
        }
        services.metrics().forwarded(sent instanceof PeerClient.Sent.Lost ? "LOST" : "NOT_SENT");
        return operation.serve(exchange);
    }

    /** A stage that goes on where it began: handlers and sockets belong to one event loop. */
    private static <T> CompletionStage<T> on(Context context, CompletionStage<T> stage) {
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

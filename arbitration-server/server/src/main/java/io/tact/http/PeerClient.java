package io.tact.http;

import io.tact.port.Peer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands requests to other nodes, over connections that are kept. Safe for any thread. */
final class PeerClient {
    /** A node on the same network that runs takes a connection in milliseconds. */
    private static final int CONNECT_MILLIS = 500;

    /** What takes longer than this is taken for lost: a node that decides at all takes milliseconds. */
    private static final int ANSWER_MILLIS = 2_000;

    private static final int CONNECTIONS_PER_PEER = 64;
    private static final int WAITING = 256;

    private static final List<String> ASKED = List.of(
            "Content-Type",
            "Idempotency-Key",
            "Accept",
            "Accept-Language",
            "Authorization",
            Auditing.REASON,
            "traceparent",
            "tracestate");
    private static final List<String> ANSWERED = List.of("Idempotent-Replay", "Retry-After");

    /** Agreeing on a key takes a moment of a processor, on a busy one longer. */
    private static final int CONNECT_TLS_MILLIS = 1_500;

    /** How long connections of the time before TLS was renewed may be used. */
    private static final int GRACE_SECONDS = 5;

    private final Vertx vertx;
    private final AmongNodes nodes;
    private final int patience;
    private volatile HttpClient client;

    /** How it went. */
    sealed interface Sent {
        /** The other node answered. */
        record Answered(Reply reply) implements Sent {}

        /** It was not reached: nothing was sent. */
        record NotSent() implements Sent {}

        /** It was sent, and no answer came: whether it had an effect is not known. */
        record Lost() implements Sent {}
    }

    /**
     * Ends with Vert.x. Not made on an event loop, so that it does not end with what runs there.
     *
     * @param tls how nodes talk; null for in the clear
     */
    PeerClient(Vertx vertx, @Nullable Tls tls, AmongNodes nodes) {
        this.vertx = vertx;
        this.nodes = nodes;
        this.patience = tls == null ? CONNECT_MILLIS : CONNECT_TLS_MILLIS;
        this.client = client(vertx, tls);
    }

    private static HttpClient client(Vertx vertx, @Nullable Tls tls) {
        HttpClientOptions options =
                new HttpClientOptions().setKeepAlive(true).setPipelining(false).setTcpNoDelay(true);
        return vertx.createHttpClient(
                tls == null ? options : tls.on(options),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_PEER).setMaxWaitQueueSize(WAITING));
    }

    /** Talks so from now on; what is under way ends as it began. Not for an event loop. */
    void renew(Tls tls) {
        HttpClient before = client;
        client = client(vertx, tls);
        before.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Sends a request as it was received. Never fails.
     *
     * @param hops what the other node is told of how often it was handed on
     */
    CompletionStage<Sent> send(Peer peer, Exchange exchange, int hops) {
        RequestOptions options = new RequestOptions()
                .setMethod(exchange.request().method())
                .setHost(peer.host())
                .setPort(peer.port())
                .setURI(exchange.request().uri())
                .setConnectTimeout(patience)
                .setIdleTimeout(ANSWER_MILLIS);
        for (String name : ASKED) {
            String value = exchange.header(name);
            if (value != null) {
                options.putHeader(name, value);
            }
        }
        if (exchange.key() != null) {
            options.putHeader(Forwarding.KEY, exchange.key());
        }
        options.putHeader(Forwarding.HOPS, Integer.toString(hops));
        if (exchange.identity() != null) {
            options.putHeader(AmongNodes.HEADER, nodes.proof(exchange.request(), hops, exchange.key()));
        }
        CompletableFuture<Sent> sent = new CompletableFuture<>();
        client.request(options).onComplete(connected -> {
            if (connected.failed()) {
                sent.complete(new Sent.NotSent());
            } else {
                exchange(connected.result(), exchange.body(), sent);
            }
        });
        return sent;
    }

    private static void exchange(HttpClientRequest request, byte[] body, CompletableFuture<Sent> sent) {
        request.send(Buffer.buffer(body))
                .compose(response -> response.body().map(bytes -> reply(response, bytes)))
                .onComplete(answered ->
                        sent.complete(answered.succeeded() ? new Sent.Answered(answered.result()) : new Sent.Lost()));
    }

    private static Reply reply(HttpClientResponse response, Buffer body) {
        String type = response.getHeader("Content-Type");
        Reply reply =
                new Reply(response.statusCode(), type == null ? Reply.JSON : type, body.getBytes(), java.util.Map.of());
        for (String name : ANSWERED) {
            String value = response.getHeader(name);
            reply = value == null ? reply : reply.with(name, value);
        }
        return reply;
    }
}

package io.tact.http;

import io.tact.lifecycle.AddressHash;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * How a node knows that another one hands a request on, and so has counted and audited it: by a keyed hash of the request, with
 * the key that all nodes have in their store. The credential goes along and is asked again: with this alone nobody gets in.
 */
final class AmongNodes {
    static final String HEADER = "Tact-Node";

    /** So that no hash of something else, which is told to clients, is one of these. */
    private static final String PURPOSE = "handed on ";

    private final AddressHash hash;

    /** @param hash keyed with what all nodes of the cluster have, and nobody else */
    AmongNodes(AddressHash hash) {
        this.hash = hash;
    }

    /** What a node says of a request that it hands on. */
    String proof(HttpServerRequest request, int hops, @Nullable String key) {
        return proof(request, Integer.toString(hops), key);
    }

    boolean isFromNode(HttpServerRequest request) {
        String said = request.getHeader(HEADER);
        String hops = request.getHeader(Forwarding.HOPS);
        return said != null
                && hops != null
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8),
                        proof(request, hops, request.getHeader(Forwarding.KEY)).getBytes(StandardCharsets.UTF_8));
    }

    private String proof(HttpServerRequest request, String hops, @Nullable String key) {
        return hash.of(PURPOSE
                + String.join(
                        "\n",
                        request.method().name(),
                        request.uri(),
                        String.valueOf(request.getHeader("Authorization")),
                        hops,
                        String.valueOf(key)));
    }
}

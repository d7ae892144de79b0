package io.tact.http;

import io.tact.arbitration.Mandate;
import io.tact.identity.Identity;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as a handler sees it.
 *
 * @param operation the operation's id
 * @param request the request, for headers, query and streams
 * @param pathParameters what stood in the place of the path's parameters, decoded
 * @param body the whole body; empty if there is none or if the operation reads a stream
 * @param key what nodes know a request by that has no idempotency key and was handed on; null for any other
 * @param identity who asks; null if nobody is asked who they are
 * @param handedOn whether another node let it in and hands it on
 * @param now the instant at which it came in, to the millisecond: the only reading of the clock
 */
record Exchange(
        String operation,
        HttpServerRequest request,
        Map<String, String> pathParameters,
        byte[] body,
        @Nullable String key,
        @Nullable Identity identity,
        boolean handedOn,
        Instant now) {
    static final int MAX_ID = 128;

    /** Who asks where nobody is asked who they are. */
    static final String ANONYMOUS = "anonymous";

    /** One that just came in. */
    static Exchange of(
            String operation,
            HttpServerRequest request,
            Map<String, String> path,
            byte[] body,
            Gate.Passage.Open passage,
            Instant now) {
        return new Exchange(
                operation,
                request,
                path,
                body,
                request.getHeader(Forwarding.KEY),
                passage.identity(),
                passage.handedOn(),
                now);
    }

    /** The same, known among nodes by a key. */
    Exchange given(String name) {
        return new Exchange(operation, request, pathParameters, body, name, identity, handedOn, now);
    }

    /** The id in the path: 1 to {@value #MAX_ID} characters. */
    String id() {
        return id("id");
    }

    /** An id in the path, by the name of its parameter. */
    String id(String name) {
        String id = path(name);
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw Fault.of(Fault.Type.NOT_FOUND, "an id has 1 to " + MAX_ID + " characters")
                    .asException();
        }
        return id;
    }

    /** What stood in the place of a parameter of the path. */
    String path(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    /** Who asks: the credential's id, or {@value #ANONYMOUS}. */
    String by() {
        return identity == null ? ANONYMOUS : identity.id();
    }

    /** The roles of who asks, sorted; none where nobody is asked who they are. */
    List<String> roles() {
        return identity == null ? List.of() : identity.roleNames();
    }

    /** Who asks, and from where. */
    String client() {
        return by() + " at " + request.remoteAddress().hostAddress();
    }

    /** As whom they may speak. */
    Mandate mandate() {
        return identity == null ? Mandate.NONE : identity.mandate();
    }

    @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Nullable String query(String name) {
        return request.getParam(name);
    }

    /** An instant in the query; null if it is not there, or wrong, which then is told. */
    @Nullable Instant instantOrNull(String name, Errors errors) {
        String text = query(name);
        // A plus that was not encoded arrives as a blank.
        return text == null ? null : Fields.instant(text.replace(' ', '+'), Pointer.outside("?" + name), errors);
    }

    boolean hasBody() {
        return body.length > 0;
    }
}

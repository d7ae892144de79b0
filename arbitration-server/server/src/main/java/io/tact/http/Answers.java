package io.tact.http;

import io.tact.metrics.TactMetrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.BooleanSupplier;

/**
 * Writes answers and counts them. For the request's event loop.
 *
 * @param metrics where they are counted
 * @param leaving whether clients are to connect elsewhere
 */
record Answers(TactMetrics metrics, BooleanSupplier leaving) {

    /** Of what is no operation. */
    static final String NONE = "none";

    /** @param operation the operation's id, or {@link #NONE} */
    void answer(String operation, HttpServerRequest request, Reply reply) {
        metrics.answered(operation, reply.status());
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
}

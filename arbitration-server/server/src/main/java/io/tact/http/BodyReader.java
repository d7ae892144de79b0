package io.tact.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects one body up to a limit. What comes beyond it is read and forgotten, so that the sender sees the answer; a
 * sender who goes on for too long is cut off. For the request's event loop.
 */
final class BodyReader {
    /** The most bytes of a body that is read as a whole. */
    static final int LIMIT = 1_048_576;

    private static final long PATIENCE = 64L * LIMIT;

    private final HttpServerRequest request;
    private final int limit;
    private final Consumer<byte @Nullable []> then;
    private @Nullable Buffer all;
    private long length;

    private BodyReader(HttpServerRequest request, int limit, Consumer<byte @Nullable []> then) {
        this.request = request;
        this.limit = limit;
        this.then = then;
    }

    /** @param then is given the body, or null if it is over the limit */
    static void read(HttpServerRequest request, Consumer<byte @Nullable []> then) {
        new BodyReader(request, LIMIT, then).begin();
    }

    /** Lets a body go by of which nothing is kept, and goes on when it is over. */
    static void skip(HttpServerRequest request, Runnable then) {
        new BodyReader(request, 0, body -> then.run()).begin();
    }

    private void begin() {
        request.handler(this::more);
        request.endHandler(end -> done());
    }

    private void more(Buffer part) {
        length += part.length();
        if (length > PATIENCE) {
            request.connection().close();
        } else if (length <= limit) {
            all = all == null ? part : all.appendBuffer(part);
        } else {
            all = null;
        }
    }

    private void done() {
        if (length > limit) {
            then.accept(null);
        } else {
            then.accept(all == null ? new byte[0] : all.getBytes());
        }
    }
}

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
    private final Consumer<byte @Nullable []> then;
    private @Nullable Buffer all;
    private long length;

    private BodyReader(HttpServerRequest request, Consumer<byte @Nullable []> then) {
        this.request = request;
        this.then = then;
    }

    /** @param then is given the body, or null if it is over the limit */
    static void read(HttpServerRequest request, Consumer<byte @Nullable []> then) {
        BodyReader reader = new BodyReader(request, then);
        request.handler(reader::more);
        request.endHandler(end -> reader.done());
    }

    private void more(Buffer part) {
        length += part.length();
        if (length > PATIENCE) {
            request.connection().close();
        } else if (length <= LIMIT) {
            all = all == null ? part : all.appendBuffer(part);
        } else {
            all = null;
        }
    }

    private void done() {
        if (length > LIMIT) {
            then.accept(null);
        } else {
            then.accept(all == null ? new byte[0] : all.getBytes());
        }
    }
}

package io.tact.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The floor to compare with: a bare Vert.x server that parses the same request into an object and writes the same answer
 * bytes, and does nothing else. Arguments: a file with the answer. Prints its port.
 */
public final class EchoServer {
    private EchoServer() {}

    /** The request, as a plain object. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Request(
            @Nullable Map<String, String> subscriber,
            @Nullable String direction,
            @Nullable List<String> channels,
            @Nullable Map<String, Object> context,
            int limit,
            boolean reserve,
            @Nullable String explain) {}

    public static void main(String[] args) throws Exception {
        byte[] answer = Files.readAllBytes(Path.of(args[0]));
        ObjectReader reader = new ObjectMapper().readerFor(Request.class);
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> answer(request, reader, body, answer)));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
        Child.announce(server.actualPort());
    }

    private static void answer(HttpServerRequest request, ObjectReader reader, Buffer body, byte[] answer) {
        try {
            Request parsed = reader.readValue(body.getBytes());
            request.response()
                    .setStatusCode(parsed.limit() > 0 ? 200 : 400)
                    .putHeader("content-type", "application/json")
                    .end(Buffer.buffer(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.tact.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes routes out of the contract and binds each to the handler of its operation id. */
final class ContractRouter {
    private final Contract contract;
    private final Map<String, Operation> operations;
    private final OperationRoute.Door door;

    /** @throws IllegalStateException if an operation has no handler, or a handler no operation */
    ContractRouter(Contract contract, Map<String, Operation> operations, OperationRoute.Door door) {
        this.contract = contract;
        this.operations = Map.copyOf(operations);
        this.door = door;
        Set<String> unmatched = new TreeSet<>(operations.keySet());
        for (Contract.Entry entry : contract.operations()) {
            if (!unmatched.remove(entry.id())) {
                throw new IllegalStateException("operation \"" + entry.id() + "\" of openapi.yaml (" + entry.method()
                        + " " + entry.path() + ") has no handler of its own");
            }
        }
        if (!unmatched.isEmpty()) {
            throw new IllegalStateException("openapi.yaml has no operation for the handlers " + unmatched);
        }
    }

    /** Takes every request of one event loop. */
    Handler<HttpServerRequest> router(Vertx vertx) {
        Router router = Router.router(vertx);
        for (Contract.Entry entry : contract.operations()) {
            Operation operation = java.util.Objects.requireNonNull(operations.get(entry.id()));
            router.route(
                            HttpMethod.valueOf(entry.method()),
                            entry.path().replace("{", ":").replace("}", ""))
                    .handler(new OperationRoute(entry, operation, door)::receive);
        }
        router.errorHandler(404, context -> refuse(context, Fault.Type.NOT_FOUND, "there is no such path"));
        router.errorHandler(
                405,
                context -> refuse(
                        context,
                        Fault.Type.METHOD_NOT_ALLOWED,
                        context.request().method() + " is not a method of this path"));
        router.errorHandler(400, context -> refuse(context, Fault.Type.INVALID_REQUEST, "the path is not valid"));
        router.errorHandler(500, context -> failed(context));
        return request -> {
            if (!isPath(request.path())) {
                refuse(request, ProblemMapper.reply(Fault.of(Fault.Type.INVALID_REQUEST, "the path is not valid")));
            } else if (request.authority() == null && request.version() == HttpVersion.HTTP_1_1) {
                refuse(request, ProblemMapper.reply(Fault.of(Fault.Type.INVALID_REQUEST, "there is no Host")));
            } else {
                router.handle(request);
            }
        };
    }

    /** Takes what is no HTTP request and ends its connection: where the next one would begin is not known. */
    Handler<HttpServerRequest> unreadable() {
        return request -> {
            Throwable cause = request.decoderResult().cause();
            Fault.Type type = cause instanceof TooLongHttpLineException
                    ? Fault.Type.URI_TOO_LONG
                    : cause instanceof TooLongHttpHeaderException
                            ? Fault.Type.HEADERS_TOO_LARGE
                            : Fault.Type.INVALID_REQUEST;
            String detail =
                    switch (type) {
                        case URI_TOO_LONG -> "the first line has more than "
                                + HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH + " bytes";
                        case HEADERS_TOO_LARGE -> "the headers have more than "
                                + HttpServerOptions.DEFAULT_MAX_HEADER_SIZE + " bytes";
                        default -> "this is no HTTP/1.1 request";
                    };
            request.response().putHeader("Connection", "close");
            door.answers().answer(Answers.NONE, request, ProblemMapper.reply(Fault.of(type, detail)));
            request.connection().close();
        };
    }

    /** What is none the router would answer by itself, without asking who asks. */
    private static boolean isPath(@Nullable String path) {
        if (path == null || path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || (c == '%' && !isEscape(path, i))) {
                return false;
            }
        }
        return path.indexOf('%') < 0 || isUtf8(path);
    }

    private static boolean isEscape(String path, int percent) {
        return percent + 2 < path.length() && isHex(path.charAt(percent + 1)) && isHex(path.charAt(percent + 2));
    }

    /** Whether what is percent-encoded is UTF-8: else two paths that differ would be read as one. */
    private static boolean isUtf8(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            bytes.write(c == '%' ? Integer.parseInt(path, i + 1, i + 3, 16) : c);
            i += c == '%' ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
    }

    private void refuse(RoutingContext context, Fault.Type type, String detail) {
        Reply reply = ProblemMapper.reply(Fault.of(type, detail));
        refuse(
                context.request(),
                type == Fault.Type.METHOD_NOT_ALLOWED ? reply.with("Allow", allowed(context)) : reply);
    }

    /** What is no operation is refused too, whoever asks; who is not known only learns that. */
    private void refuse(HttpServerRequest request, Reply reply) {
        Consumer<Reply> told = answer -> door.answers().answer(Answers.NONE, request, answer);
        Consumer<Gate.Passage.Open> in = open -> {
            BodyReader.skip(request, () -> told.accept(reply));
            request.resume();
        };
        new Entrance(door.gate()).pass(null, request, door.now(), in, told);
    }

    private String allowed(RoutingContext context) {
        Set<String> methods = new TreeSet<>();
        for (Contract.Entry entry : contract.operations()) {
            if (context.normalizedPath().matches(entry.path().replaceAll("\\{[^}]+}", "[^/]+"))) {
                methods.add(entry.method());
            }
        }
        return String.join(", ", methods);
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        door.answers()
                .answer(
                        Answers.NONE,
                        context.request(),
                        ProblemMapper.reply(
                                failure == null ? new IllegalStateException("no cause is known") : failure));
    }
}

package io.tact.http;

import java.util.List;

/**
 * What is wrong with a request, or why it was not served: an RFC 9457 problem before it is written.
 *
 * @param type the kind of problem
 * @param detail what is wrong with this request, naming the value
 * @param errors each single error by place; may be empty
 */
record Fault(Type type, String detail, List<Item> errors) {
    Fault {
        errors = List.copyOf(errors);
    }

    /**
     * One error.
     *
     * @param pointer a JSON pointer into the body, {@code ?name} for a query parameter, or a header's name
     * @param detail what is wrong there
     */
    record Item(String pointer, String detail) {}

    /** The kinds of problem; a public contract, only ever extended. */
    enum Type {
        MALFORMED_JSON(400, "malformed-json", "The body is not valid JSON"),
        INVALID_REQUEST(400, "invalid-request", "The request is not valid"),
        UNAUTHENTICATED(401, "unauthenticated", "It is not known who asks"),
        FORBIDDEN(403, "forbidden", "Whoever asks may not do this"),
        NOT_FOUND(404, "not-found", "There is no such thing"),
        UNKNOWN_SUBSCRIBER(404, "unknown-subscriber", "The subscriber is not known"),
        METHOD_NOT_ALLOWED(405, "method-not-allowed", "The path does not take this method"),
        CONTRADICTION(409, "contradiction", "The opposite was said before"),
        KEY_IN_FLIGHT(409, "idempotency-key-in-flight", "A request with this key is still being decided"),
        BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
        URI_TOO_LONG(414, "uri-too-long", "The path and query are too long"),
        UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The content type is not supported"),
        UNKNOWN_VALUE(422, "unknown-value", "The request names something the ruleset does not have"),
        KEY_REUSED(422, "idempotency-key-reused", "The key was used for another request"),
        OVERLOADED(429, "overloaded", "Too much is being decided right now"),
        RATE_LIMITED(429, "rate-limited", "Whoever asks does so too often"),
        HEADERS_TOO_LARGE(431, "headers-too-large", "The headers are too large"),
        INTERNAL(500, "internal-error", "An unexpected failure"),
        COULD_NOT_DECIDE(503, "could-not-decide", "No decision could be made: send nothing");

        private final int status;
        private final String name;
        private final String title;

        Type(int status, String name, String title) {
            this.status = status;
            this.name = name;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        /** The stable {@code type} of the problem document. */
        String uri() {
            return "urn:tact:problem:" + name;
        }
    }

    static Fault of(Type type, String detail) {
        return new Fault(type, detail, List.of());
    }

    FaultException asException() {
        return new FaultException(this);
    }
}

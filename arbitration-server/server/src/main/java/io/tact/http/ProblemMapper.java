package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.port.CouldNotDecideException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into a problem document. Never tells a stack trace. Safe for any thread. */
final class ProblemMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "1";

    private ProblemMapper() {}

    static Reply reply(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof FaultException fault) {
            return reply(fault.fault());
        }
        if (cause instanceof RejectedExecutionException) {
            return reply(Fault.of(
                    Fault.Type.OVERLOADED, "the queue of the rules workers is full. Maybe ask again in a second"));
        }
        if (cause instanceof CouldNotDecideException) {
            LOG.warn("could not decide", cause);
            return reply(Fault.of(Fault.Type.COULD_NOT_DECIDE, String.valueOf(cause.getMessage())));
        }
        if (cause instanceof HttpClosedException) {
            LOG.info("a client closed its connection before all of its request was there");
            return reply(
                    Fault.of(Fault.Type.INVALID_REQUEST, "the connection was closed before the request had ended"));
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("unexpected failure {}", id, cause);
        return reply(Fault.of(
                Fault.Type.INTERNAL, "an unexpected failure. Maybe look for " + id + " in the log of the server"));
    }

    static Reply reply(Fault fault) {
        byte[] body = Reply.bytes(out -> write(out, fault));
        Reply reply = new Reply(fault.type().status(), PROBLEM_JSON, body, java.util.Map.of());
        return fault.type() == Fault.Type.OVERLOADED ? reply.with("Retry-After", RETRY_AFTER_SECONDS) : reply;
    }

    /** Whether an answer says that whoever asks is not known, or may not. */
    static boolean isRefusal(Reply reply) {
        return reply.status() == Fault.Type.UNAUTHENTICATED.status() || reply.status() == Fault.Type.FORBIDDEN.status();
    }

    private static void write(JsonGenerator out, Fault fault) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", fault.type().uri());
        out.writeStringField("title", fault.type().title());
        out.writeNumberField("status", fault.type().status());
        out.writeStringField("detail", fault.detail());
        out.writeArrayFieldStart("errors");
        for (Fault.Item item : fault.errors()) {
            out.writeStartObject();
            out.writeStringField("pointer", item.pointer());
            out.writeStringField("detail", item.detail());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

package io.tact.load.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Arbiter;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.Selection;
import io.tact.arbitration.SubscriberRef;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** One request that reserves, as it is when the HTTP interface has parsed it, and its answer's bytes. Pure but for the id. */
final class SampleRequest {
    /** The fingerprint where no key gives the id. */
    static final byte[] NO_KEY = new byte[0];

    private static final JsonFactory JSON = new JsonFactory();
    private static final List<Channel> CHANNELS =
            List.of(new Channel("SMS"), new Channel("PUSH"), new Channel("EMAIL"), new Channel("CALL_CENTRE"));

    private SampleRequest() {}

    static Arbiter.Call of(String subscriber, Instant clock) {
        ArbitrationRequest request = new ArbitrationRequest(
                new SubscriberRef.ById(subscriber),
                Direction.OUTBOUND,
                CHANNELS,
                List.of(),
                Map.of("call_reason", new AttributeValue.Text("NONE")),
                1,
                true,
                Explain.NONE,
                false,
                null);
        return new Arbiter.Call(request, id(clock), clock, NO_KEY, body(subscriber), SampleRequest::answer);
    }

    private static byte[] body(String subscriber) {
        return ("{\"subscriber\":{\"id\":\"" + subscriber
                        + "\"},\"direction\":\"OUTBOUND\",\"channels\":[\"SMS\","
                        + "\"PUSH\",\"EMAIL\",\"CALL_CENTRE\"],\"campaigns\":[],\"context\":{\"call_reason\":\"NONE\"},"
                        + "\"limit\":1,\"reserve\":true,\"explain\":\"NONE\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As long as a decision's id, and no other has it; it begins with the time, as those of a node do, but could be guessed. */
    static String id(Instant now) {
        long chance = ThreadLocalRandom.current().nextLong();
        return hex(12, now.toEpochMilli()) + hex(14, chance);
    }

    /** The id that an idempotency key gives that nobody used before: a digest, as a node makes it. */
    static String keyedId() {
        String key = "client" + ThreadLocalRandom.current().nextLong();
        return HexFormat.of().formatHex(sha256(key.getBytes(StandardCharsets.UTF_8)), 0, 13);
    }

    /** What tells a keyed request from another. */
    static byte[] fingerprint(String subscriber) {
        return sha256(body(subscriber));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The last digits of a number. */
    private static String hex(int digits, long number) {
        long led = 1L << 4 * digits;
        return Long.toHexString(led | (number & (led - 1))).substring(1);
    }

    /** The shortest answer that grants a contact. */
    static byte[] granted(String reservation, Instant end) {
        return ("{\"reservation\":\"" + reservation + "\",\"expiresAt\":\"" + end + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] answer(Decision decision) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("decision", decision.id());
            out.writeStringField("at", decision.at().toString());
            out.writeStringField("ruleset", decision.ruleset().hash());
            out.writeNumberField("epoch", decision.epoch());
            out.writeArrayFieldStart("selected");
            for (Selection selection : decision.selected()) {
                write(out, selection);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Selection selection) throws IOException {
        out.writeStartObject();
        out.writeStringField("treatment", selection.treatment().id());
        out.writeStringField("reservation", selection.contact().id());
        out.writeStringField("expiresAt", String.valueOf(selection.contact().expiresAt()));
        out.writeStringField("score", selection.score().toString());
        out.writeStringField("factors", selection.factors().toString());
        out.writeStringField("content", String.valueOf(selection.content()));
        out.writeEndObject();
    }
}

package io.tact.http;

import io.tact.model.Channel;
import io.tact.model.Purpose;
import io.tact.model.Suppression;
import io.tact.ruleset.Ruleset;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads a suppression as {@code PUT …/suppressions/{suppression}} takes it, and why one is lifted. Pure. */
final class SuppressionReader {
    private static final int MAX_REASON = 256;

    private SuppressionReader() {}

    /** @throws FaultException with everything that is wrong with it */
    static Suppression read(byte[] body, String id, Ruleset ruleset, Instant now) {
        Errors errors = new Errors();
        AtomicReference<@Nullable Suppression> read = new AtomicReference<>();
        Fields.read(Json.parse(body), Pointer.BODY, errors, fields -> {
            Channel channel = new ChannelReader(ruleset).read(fields);
            Purpose purpose = fields.choiceOrNull("purpose", Purpose.class);
            String category = fields.textOrNull("category", Exchange.MAX_ID);
            String sender = fields.textOrNull("sender", Exchange.MAX_ID);
            String reason = fields.text("reason", MAX_REASON);
            String source = fields.textOrNull("source", MAX_REASON);
            Instant said = fields.pastOrNull("at", now);
            Instant at = said == null ? now : said;
            Instant expiresAt = fields.instantOrNull("expiresAt");
            if (expiresAt != null && !expiresAt.isAfter(at)) {
                fields.invalid("expiresAt", "(" + expiresAt + ") is not after at (" + at + "). Maybe leave it out");
            }
            read.set(new Suppression(id, channel, purpose, category, sender, reason, source, at, expiresAt, null));
        });
        errors.check();
        return Objects.requireNonNull(read.get());
    }

    /** Why a suppression is lifted. */
    static String reason(byte[] body) {
        Errors errors = new Errors();
        AtomicReference<String> reason = new AtomicReference<>("");
        Fields.read(Json.parse(body), Pointer.BODY, errors, fields -> reason.set(fields.text("reason", MAX_REASON)));
        errors.check();
        return Objects.requireNonNull(reason.get());
    }
}

package io.tact.arbitration;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.history.RecordCodec;
import io.tact.ruleset.RulesetVersion;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * The packed, versioned binary form of {@link DecisionInputs}.
 *
 * <p>Format 1 is {@code octet format (1) · time at · text ruleset name · text ruleset hash · unsigned epoch · text
 * subscriber · text history key · blob history (as RecordCodec packs it, at the version that was read) · blob body}. Pure
 * and safe for any thread.
 */
public final class DecisionInputsCodec {
    private static final int FORMAT = 1;

    private DecisionInputsCodec() {}

    public static byte[] encode(DecisionInputs inputs) {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.time(inputs.at(), Instant.EPOCH);
        out.text(inputs.ruleset().name());
        out.text(inputs.ruleset().hash());
        out.unsigned(inputs.epoch());
        out.text(inputs.subscriber());
        out.text(inputs.history().key().value());
        out.blob(RecordCodec.encode(inputs.history(), inputs.history().version()));
        out.blob(inputs.body());
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are none */
    public static DecisionInputs decode(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " of decision inputs is not known. Maybe a newer version of Tact wrote them");
        }
        try {
            Instant at = in.time(Instant.EPOCH);
            RulesetVersion ruleset = new RulesetVersion(in.text(), in.text());
            long epoch = in.unsigned();
            String subscriber = in.text();
            LedgerKey key = new LedgerKey(in.text());
            if (!(RecordCodec.decode(key, in.blob()) instanceof ContactHistory history)) {
                throw new IllegalArgumentException("decision inputs hold no contact history under " + key);
            }
            byte[] body = in.blob();
            in.end();
            return new DecisionInputs(at, ruleset, epoch, subscriber, history, body);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("decision inputs are damaged: " + e.getMessage(), e);
        }
    }
}

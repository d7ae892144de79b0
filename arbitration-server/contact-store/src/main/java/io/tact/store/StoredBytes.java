package io.tact.store;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.port.Activation;
import io.tact.port.DecisionRow;
import io.tact.ruleset.RulesetVersion;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What lies under a key in the store, but for records: see {@link RecordRow}. Decisions and the activation begin with an octet that
 * says their format.
 */
public final class StoredBytes {
    private static final int DECISION_FORMAT = 2;
    private static final int ACTIVATION_FORMAT = 1;

    /** About as many as a row has beside its answer and inputs. */
    private static final int FURTHER_BYTES = 128;

    private StoredBytes() {}

    /** About how many bytes a row takes. */
    static int likely(DecisionRow row) {
        return row.answer().length + row.inputs().length + FURTHER_BYTES;
    }

    public static byte[] of(DecisionRow row) {
        return packed(row).toByteArray();
    }

    static PackedWriter packed(DecisionRow row) {
        PackedWriter out = new PackedWriter(likely(row), 2);
        out.octet(DECISION_FORMAT);
        out.time(row.at(), Instant.EPOCH);
        out.blob(row.fingerprint());
        out.text(row.subscriber());
        out.blob(row.answer());
        out.blob(row.inputs());
        return out;
    }

    /** @throws IllegalArgumentException if the bytes are damaged, or a newer version of Tact wrote them */
    public static DecisionRow decision(String id, byte[] stored) {
        try {
            return unpacked(id, stored);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("decision " + id + " is damaged: " + e.getMessage(), e);
        }
    }

    private static DecisionRow unpacked(String id, byte[] stored) {
        PackedReader in = new PackedReader(stored);
        int format = format(in, DECISION_FORMAT);
        // Format 1 did not say when.
        Instant at = format == 1 ? Instant.EPOCH : in.time(Instant.EPOCH);
        byte[] fingerprint = in.blob();
        String subscriber = in.text();
        DecisionRow row = new DecisionRow(id, at, fingerprint, subscriber, in.blob(), in.blob());
        in.end();
        return row;
    }

    public static byte[] of(Activation activation) {
        PackedWriter out = new PackedWriter();
        out.octet(ACTIVATION_FORMAT);
        out.unsigned(activation.epoch());
        out.text(activation.version().name());
        out.text(activation.version().hash());
        return out.toByteArray();
    }

    public static Activation activation(byte[] stored) {
        PackedReader in = new PackedReader(stored);
        format(in, ACTIVATION_FORMAT);
        Activation activation = new Activation(in.unsigned(), new RulesetVersion(in.text(), in.text()));
        in.end();
        return activation;
    }

    private static int format(PackedReader in, int newest) {
        int format = in.octet();
        if (format < 1 || format > newest) {
            throw new IllegalArgumentException(
                    "stored format " + format + " is not known. Maybe a newer version of Tact wrote it");
        }
        return format;
    }
}

package io.tact.registers;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.model.Suspension;
import java.time.Instant;

/**
 * A suspension as it is stored: {@code octet format (1) · text target · text value · text reason · time at · time endsAt},
 * times from 1970.
 */
final class SuspensionBytes {
    private static final int FORMAT = 1;

    private SuspensionBytes() {}

    static byte[] of(Suspension suspension) {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.text(suspension.target().name());
        out.text(suspension.value());
        out.text(suspension.reason());
        out.time(suspension.at(), Instant.EPOCH);
        out.time(suspension.endsAt(), Instant.EPOCH);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are none */
    static Suspension read(String id, byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "suspension " + id + " has format " + format + ". Maybe a newer version of Tact stored it");
        }
        Suspension suspension = new Suspension(
                id,
                Suspension.Target.valueOf(in.text()),
                in.text(),
                in.text(),
                in.time(Instant.EPOCH),
                in.timeOrNull(Instant.EPOCH));
        in.end();
        return suspension;
    }
}

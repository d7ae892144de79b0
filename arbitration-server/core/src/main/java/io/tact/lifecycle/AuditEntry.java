package io.tact.lifecycle;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who did what to whom, when and why. Has no personal data but what the reason may say.
 *
 * @param at when, to the millisecond
 * @param action what was done
 * @param by who did it
 * @param subject the salted hash of the subscriber's id
 * @param reason why
 * @param counts how much of what it was about
 */
public record AuditEntry(
        Instant at, Action action, String by, String subject, String reason, Map<String, Long> counts) {
    private static final int FORMAT = 1;

    /** What is audited. */
    public enum Action {
        ERASED,
        EXPORTED
    }

    public AuditEntry {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** This entry packed, but for its instant, which the feed keeps. */
    public byte[] packed() {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.text(action.name());
        out.text(by);
        out.text(subject);
        out.text(reason);
        out.unsigned(counts.size());
        counts.forEach((what, count) -> {
            out.text(what);
            out.unsigned(count);
        });
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if {@link #packed} did not write it */
    public static AuditEntry unpack(Instant at, byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " of an audit entry is not known. Maybe a newer version of Tact wrote it");
        }
        Action action = Action.valueOf(in.text());
        String by = in.text();
        String subject = in.text();
        String reason = in.text();
        Map<String, Long> counts = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            counts.put(in.text(), in.unsigned());
        }
        in.end();
        return new AuditEntry(at, action, by, subject, reason, counts);
    }
}

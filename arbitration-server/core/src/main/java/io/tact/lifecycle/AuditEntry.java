package io.tact.lifecycle;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who did what to whom, when and why. Has no personal data but what the reason may say.
 *
 * @param at when, to the millisecond
 * @param action what was done
 * @param by who did it: a credential's id
 * @param roles the roles of that credential, sorted; empty if nobody is asked who they are
 * @param operation the operation that was asked for; empty where the action says it
 * @param target what it was about, unless that is a subscriber: a suspension or a list; empty for nothing
 * @param subject the salted hash of the id of the subscriber it was about; empty for none
 * @param reason why; empty if that was not said
 * @param counts how much of what it was about
 */
public record AuditEntry(
        Instant at,
        Action action,
        String by,
        List<String> roles,
        String operation,
        String target,
        String subject,
        String reason,
        Map<String, Long> counts) {
    private static final int FORMAT = 2;
    private static final int WITHOUT_ROLES = 1;

    /** What is audited. */
    public enum Action {
        /** A subscriber was erased. */
        ERASED,
        /** What is held about a subscriber was told. */
        EXPORTED,
        /** A change was let in: told before it is made, so that none is made of which this is not told. */
        CHANGED,
        /** The change that the same credential was let in with ended with a problem. */
        FAILED,
        /** How many requests of the traffic, of one credential and operation, were served in a minute. */
        SERVED,
        /** How many requests, of one credential or none, were refused for one reason in a minute. */
        REFUSED
    }

    public AuditEntry {
        roles = List.copyOf(roles);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** One whose action says it all. */
    public AuditEntry(Instant at, Action action, String by, String subject, String reason, Map<String, Long> counts) {
        this(at, action, by, List.of(), "", "", subject, reason, counts);
    }

    private int format() {
        boolean old = action == Action.ERASED || action == Action.EXPORTED;
        return old && roles.isEmpty() && operation.isEmpty() && target.isEmpty() ? WITHOUT_ROLES : FORMAT;
    }

    /** This entry packed, but for its instant, which the feed keeps. */
    public byte[] packed() {
        PackedWriter out = new PackedWriter();
        out.octet(format());
        out.text(action.name());
        out.text(by);
        out.text(subject);
        out.text(reason);
        out.unsigned(counts.size());
        counts.forEach((what, count) -> {
            out.text(what);
            out.unsigned(count);
        });
        if (format() == FORMAT) {
            out.unsigned(roles.size());
            roles.forEach(out::text);
            out.text(operation);
            out.text(target);
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if {@link #packed} did not write it */
    public static AuditEntry unpack(Instant at, byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format < WITHOUT_ROLES || format > FORMAT) {
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
        List<String> roles = new ArrayList<>();
        for (int i = format == FORMAT ? in.count() : 0; i > 0; i--) {
            roles.add(in.text());
        }
        String operation = format == FORMAT ? in.text() : "";
        String target = format == FORMAT ? in.text() : "";
        in.end();
        return new AuditEntry(at, action, by, roles, operation, target, subject, reason, counts);
    }
}

package io.tact.lifecycle;

import io.tact.history.PackedReader;
import io.tact.history.PackedWriter;
import io.tact.model.Contact;
import io.tact.model.Instants;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation's time ran out without a word from the channel: it may have been sent, and keeps counting. Says nothing of
 * whom it was for.
 *
 * @param reservation its id
 * @param channel the channel it was for
 * @param campaign the campaign, if it had one
 * @param treatment the treatment, if it came from the catalogue
 * @param grantedAt when it was granted
 * @param expiredAt when its time ran out
 */
public record ReservationExpired(
        String reservation,
        String channel,
        @Nullable String campaign,
        @Nullable String treatment,
        Instant grantedAt,
        Instant expiredAt) {
    private static final int FORMAT = 1;

    public ReservationExpired {
        grantedAt = Instants.toMillis(grantedAt);
        expiredAt = Instants.toMillis(expiredAt);
    }

    static ReservationExpired of(Contact contact) {
        Instant end = contact.expiresAt();
        return new ReservationExpired(
                contact.id(),
                contact.slot().channel().name(),
                contact.slot().campaign(),
                contact.treatment(),
                contact.at(),
                end == null ? contact.at() : end);
    }

    public byte[] packed() {
        PackedWriter out = new PackedWriter();
        out.octet(FORMAT);
        out.text(reservation);
        out.text(channel);
        out.text(campaign);
        out.text(treatment);
        out.time(grantedAt, Instant.EPOCH);
        out.time(expiredAt, grantedAt);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if {@link #packed} did not write it */
    public static ReservationExpired unpack(byte[] bytes) {
        PackedReader in = new PackedReader(bytes);
        int format = in.octet();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "format " + format + " of an event is not known. Maybe a newer version of Tact wrote it");
        }
        String reservation = in.text();
        String channel = in.text();
        String campaign = in.textOrNull();
        String treatment = in.textOrNull();
        Instant grantedAt = in.time(Instant.EPOCH);
        ReservationExpired event =
                new ReservationExpired(reservation, channel, campaign, treatment, grantedAt, in.time(grantedAt));
        in.end();
        return event;
    }
}

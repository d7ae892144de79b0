package io.tact.http;

import io.tact.model.Contact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Names of decisions, and digests of requests. An id is 128 bits as 26 characters of Crockford's base 32. One that no key gives
 * begins with the time, so that stores put those of one time beside each other instead of all over what they hold.
 */
final class DecisionIds {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 26;
    private static final SecureRandom SECRET = new SecureRandom();

    private DecisionIds() {}

    /** The id that a client's idempotency key always gives. */
    static String of(String client, String key) {
        return encode(sha256(client.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8)));
    }

    /** An id that cannot be guessed: 48 bits of time and 80 bits of chance. */
    static String random(Instant now) {
        byte[] chance = new byte[10];
        SECRET.nextBytes(chance);
        return timed(now, chance);
    }

    /** An id for what is soon forgotten: nobody else has it, but it could be guessed. */
    static String passing(Instant now) {
        byte[] chance = new byte[10];
        ThreadLocalRandom.current().nextBytes(chance);
        return timed(now, chance);
    }

    private static String timed(Instant now, byte[] chance) {
        return encode(ByteBuffer.allocate(16)
                .putLong(now.toEpochMilli() << 16)
                .position(6)
                .put(chance)
                .array());
    }

    /** The id of the decision that granted a contact; null for one that Tact did not grant. */
    static @Nullable String thatGranted(Contact contact) {
        int dash = contact.id().lastIndexOf('-');
        return contact.expiresAt() == null || dash <= 0 ? null : contact.id().substring(0, dash);
    }

    /** What tells one request of an operation from another. */
    static byte[] fingerprint(String operation, byte[] body) {
        return sha256(operation.getBytes(StandardCharsets.UTF_8), body);
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            digest.update((byte) 0);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first 128 bits, most significant first; the last character carries the three bits left over. */
    private static String encode(byte[] bytes) {
        StringBuilder id = new StringBuilder(LENGTH);
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < 16; i++) {
            pending = (pending << 8) | (bytes[i] & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                id.append(DIGITS[(pending >>> bits) & 31]);
            }
            pending &= (1 << bits) - 1;
        }
        return id.append(DIGITS[(pending << (5 - bits)) & 31]).toString();
    }
}

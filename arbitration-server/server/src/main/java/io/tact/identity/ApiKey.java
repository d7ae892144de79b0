package io.tact.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key that stands for an identity, of which only a hash is known here.
 *
 * <p>A key is 256 random bits, so its hash may be a fast one, SHA-256: slow hashes are for words that people choose, which can
 * be guessed one by one; 2^256 keys cannot be tried at any speed.
 *
 * @param identity who has it
 * @param hash SHA-256 of the key's text, 32 bytes; not to be changed
 */
public record ApiKey(Identity identity, byte[] hash) {
    /** What every key begins with, so that scanners for secrets find it, and no token is taken for one. */
    public static final String PREFIX = "tact_";

    private static final String ALGORITHM = "sha256:";
    private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int BYTES = 32;

    /** @param hash as {@link #hashLine} writes it */
    public static ApiKey of(Identity identity, String hash) {
        return new ApiKey(identity, HexFormat.of().parseHex(hash.substring(ALGORITHM.length())));
    }

    /** Whether a text is a hash as {@link #hashLine} writes it. */
    public static boolean isHashLine(String text) {
        return HASH.matcher(text).matches();
    }

    /** A new key: {@value #PREFIX} and 43 characters. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public static String hashLine(String key) {
        return ALGORITHM + HexFormat.of().formatHex(sha256(key));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.tact.registers;

import io.tact.lifecycle.AddressHash;
import io.tact.port.OperatorStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104), cut to 128 bits, under a secret key that the operator store keeps. Without the key nobody can tell
 * whose address it was; with it, numbers can be tried one by one. Immutable.
 */
public final class KeyedHash implements AddressHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String KIND = "erasure";
    private static final String KEY = "key";
    private static final int KEY_LENGTH = 32;
    private static final int LENGTH = 16;

    private final SecretKeySpec key;

    /** @param key of {@value #KEY_LENGTH} bytes */
    KeyedHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With the key of the store; the first who asks makes one, and every node has the same. */
    public static CompletionStage<KeyedHash> of(OperatorStore store) {
        byte[] offered = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(offered);
        return store.putIfAbsent(KIND, KEY, offered).thenApply(KeyedHash::new);
    }

    @Override
    public String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

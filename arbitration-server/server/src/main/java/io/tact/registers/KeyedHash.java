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
 * whose address it was; with it, numbers can be tried one by one. Safe for any thread.
 */
public final class KeyedHash implements AddressHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String KIND = "erasure";
    private static final String KEY = "key";
    private static final int KEY_LENGTH = 32;
    private static final int LENGTH = 16;

    /** One for each thread, since making one costs more than using it; each use leaves it as it was. */
    private final ThreadLocal<Mac> macs;

    /** @param key of {@value #KEY_LENGTH} bytes */
    KeyedHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(secret));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** With the key of the store; the first who asks makes one, and every node has the same. */
    public static CompletionStage<KeyedHash> of(OperatorStore store) {
        byte[] offered = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(offered);
        return store.putIfAbsent(KIND, KEY, offered).thenApply(KeyedHash::new);
    }

    @Override
    public String of(String text) {
        byte[] hash = macs.get().doFinal(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, LENGTH));
    }
}

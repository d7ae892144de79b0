package io.tact.registers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The 64 bits under which an address is on a list: SipHash-2-4 (Aumasson and Bernstein, 2012) of its UTF-8 under a secret
 * key. Without the key nobody can tell whose they are; with it, numbers can be tried one by one. Immutable.
 */
final class ListHash {
    static final int KEY_LENGTH = 16;

    private final long k0;
    private final long k1;

    /** @param key of {@value #KEY_LENGTH} bytes */
    ListHash(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        ByteBuffer words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        this.k0 = words.getLong();
        this.k1 = words.getLong();
    }

    long of(String normal) {
        return of(normal.getBytes(StandardCharsets.UTF_8));
    }

    long of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Rounds rounds = new Rounds(k0, k1);
        while (in.remaining() >= Long.BYTES) {
            rounds.take(in.getLong());
        }
        long last = (long) bytes.length << 56;
        for (int shift = 0; in.hasRemaining(); shift += 8) {
            last |= (in.get() & 0xffL) << shift;
        }
        rounds.take(last);
        return rounds.end();
    }

    /** The four words that are stirred. */
    private static final class Rounds {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Rounds(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            stir();
            stir();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            stir();
            stir();
            stir();
            stir();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void stir() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}

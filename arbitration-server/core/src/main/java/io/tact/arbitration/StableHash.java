package io.tact.arbitration;

/**
 * A 64-bit hash of texts that is the same on every node and in every version: FNV-1a over the UTF-16 code units, each
 * text closed by a separator, finished with the 64-bit mix of MurmurHash3 so that close texts land far apart.
 */
final class StableHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    /** Hashes that begin with the same text, which is gone through once. */
    static Begun begun(String first) {
        return new Begun(add(OFFSET, first));
    }

    /** See {@link #begun}. */
    static final class Begun {
        private final long hash;

        private Begun(long hash) {
            this.hash = hash;
        }

        long then(String b, String c) {
            return mix(add(add(hash, b), c));
        }

        /** Where the texts fall in [0, 1), evenly. */
        double share(String b, String c) {
            return (then(b, c) >>> 11) * 0x1.0p-53;
        }
    }

    private static long add(long hash, String text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * PRIME;
        }
        return (h ^ 0xFFFF_FFFFL) * PRIME;
    }

    private static long mix(long hash) {
        long h = hash;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return h;
    }
}

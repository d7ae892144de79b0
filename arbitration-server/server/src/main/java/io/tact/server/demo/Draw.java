package io.tact.server.demo;

/**
 * The seeded draws of one invented subscriber: the same id and topic always give the same draw, on every platform.
 *
 * <p>FNV-1a of 64 bits over the UTF-16 code units of {@code id:topic}, finished with the 64-bit mix of MurmurHash3.
 *
 * @param id the subscriber's id: the seed
 */
record Draw(String id) {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** All 64 bits. */
    long bits(String topic) {
        String seed = id + ":" + topic;
        long hash = OFFSET;
        for (int i = 0; i < seed.length(); i++) {
            hash = (hash ^ seed.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** Evenly in [0, 1). */
    double share(String topic) {
        return (bits(topic) >>> 11) * 0x1.0p-53;
    }

    /** Evenly in [{@code low}, {@code high}], whole. */
    int between(String topic, int low, int high) {
        return low + (int) Math.floor(share(topic) * (high - low + 1));
    }

    /** Evenly in [{@code low}, {@code high}), in thousandths. */
    double score(String topic, double low, double high) {
        return Math.floor((low + share(topic) * (high - low)) * 1000) / 1000;
    }

    /** True for that share of all subscribers. */
    boolean isAmong(String topic, double share) {
        return share(topic) < share;
    }
}

package io.tact.registers;

import java.util.Arrays;

/**
 * A set of 64-bit hashes in 256 parts by their highest octet, so that it can grow, be sorted and be stored piece by piece.
 * Belongs to one thread until it is sorted, and to any after.
 */
final class HashParts {
    static final int PARTS = 256;
    private static final int FIRST = 16;

    private final long[][] parts = new long[PARTS][];
    private final int[] sizes = new int[PARTS];

    HashParts() {
        Arrays.fill(parts, new long[0]);
    }

    void add(long hash) {
        int part = part(hash);
        long[] hashes = parts[part];
        int size = sizes[part];
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(FIRST, size + (size >> 1)));
            parts[part] = hashes;
        }
        hashes[size] = hash;
        sizes[part] = size + 1;
    }

    /** Sorts one part, drops what is in it twice, and gives it; not to be changed. */
    long[] sorted(int part) {
        long[] hashes = Arrays.copyOf(parts[part], sizes[part]);
        Arrays.sort(hashes);
        int kept = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[kept++] = hashes[i];
            }
        }
        parts[part] = kept == hashes.length ? hashes : Arrays.copyOf(hashes, kept);
        sizes[part] = kept;
        return parts[part];
    }

    /** Whether a hash is in the set, every part being sorted. */
    boolean contains(long hash) {
        int part = part(hash);
        return Arrays.binarySearch(parts[part], 0, sizes[part], hash) >= 0;
    }

    long size() {
        long size = 0;
        for (int one : sizes) {
            size += one;
        }
        return size;
    }

    private static int part(long hash) {
        return (int) (hash >>> 56);
    }
}

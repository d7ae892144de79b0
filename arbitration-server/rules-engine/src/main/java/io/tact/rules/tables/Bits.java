package io.tact.rules.tables;

/** Sets of rows or treatments as words of 64 bits. */
final class Bits {
    private Bits() {}

    static int words(int size) {
        return (size + 63) >>> 6;
    }

    /** A set of the numbers 0 to {@code size} − 1. */
    static long[] full(int size) {
        long[] bits = new long[words(size)];
        java.util.Arrays.fill(bits, -1L);
        if ((size & 63) != 0) {
            bits[bits.length - 1] = (1L << (size & 63)) - 1;
        }
        return bits;
    }

    static void set(long[] bits, int index) {
        bits[index >>> 6] |= 1L << index;
    }

    static void clear(long[] bits, int index) {
        bits[index >>> 6] &= ~(1L << index);
    }

    static void put(long[] bits, int index, boolean value) {
        if (value) {
            set(bits, index);
        } else {
            clear(bits, index);
        }
    }

    static boolean get(long[] bits, int index) {
        return (bits[index >>> 6] & (1L << index)) != 0;
    }

    static void and(long[] bits, long[] other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= other[i];
        }
    }

    static void or(long[] bits, long[] other) {
        for (int i = 0; i < bits.length; i++) {
            bits[i] |= other[i];
        }
    }

    /** The first number at or after {@code from} and below {@code end} that is in both sets; −1 if there is none. */
    static int nextInBoth(long[] a, long[] b, int from, int end) {
        if (from >= end) {
            return -1;
        }
        int word = from >>> 6;
        int last = (end - 1) >>> 6;
        long bits = a[word] & b[word] & (-1L << from);
        while (bits == 0) {
            if (++word > last) {
                return -1;
            }
            bits = a[word] & b[word];
        }
        int found = (word << 6) + Long.numberOfTrailingZeros(bits);
        return found < end ? found : -1;
    }
}

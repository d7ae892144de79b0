package io.tact.history;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What makes the packed bytes of one version of a record those of the next: which parts of the old bytes are copied, each once, and
 * what comes between them. A fraction of the record where a decision added a contact. The values are not to be changed; safe for
 * any thread.
 *
 * <p>A patch is {@code unsigned length of the new bytes · CRC-32C of the new bytes, 4 octets, big-endian · steps}, and a step
 * {@code unsigned count · so many octets · unsigned length of a copy · signed distance of its start from the end of the copy
 * before}. The last step may lack its copy.
 *
 * @param bytes the patch
 * @param from the sum of the old bytes
 * @param to the sum of the new bytes
 */
public record RecordPatch(byte[] bytes, int from, int to) {
    private static final String DAMAGED = "patch of a record is damaged: ";

    /** What tells packed bytes from others, for those who keep patches: their CRC-32C. */
    public static int sum(byte[] packed) {
        CRC32C sum = new CRC32C();
        sum.update(packed);
        return (int) sum.getValue();
    }

    /**
     * The new bytes.
     *
     * @param old what the patch was made from
     * @throws IllegalArgumentException if it was made from others, or is damaged
     */
    public static byte[] apply(byte[] old, byte[] patch) {
        PackedReader in = new PackedReader(patch);
        long length = in.unsigned();
        if (length < 0 || length > Math.min(Integer.MAX_VALUE, (long) old.length + patch.length)) {
            throw new IllegalArgumentException(DAMAGED + "it makes " + length + " bytes of " + old.length);
        }
        int sum = in.octet() << 24 | in.octet() << 16 | in.octet() << 8 | in.octet();
        byte[] made = new byte[(int) length];
        int size = 0;
        long copied = 0;
        while (size < made.length) {
            byte[] said = in.blob();
            size = put(said, 0, said.length, made, size);
            if (size < made.length) {
                long count = in.unsigned();
                long from = copied + in.signed();
                size = put(old, from, count, made, size);
                copied = from + count;
            }
        }
        in.end();
        if (sum(made) != sum) {
            throw new IllegalArgumentException(DAMAGED + "it does not belong to what it is applied to");
        }
        return made;
    }

    private static int put(byte[] source, long from, long count, byte[] made, int size) {
        if (from < 0 || count < 0 || from > source.length - count || count > made.length - size) {
            throw new IllegalArgumentException(DAMAGED + count + " bytes from " + from + " on");
        }
        System.arraycopy(source, (int) from, made, size, (int) count);
        return size + (int) count;
    }

    /** Notes which parts of packed bytes were copied from others, in the order in which they were. For one thread. */
    static final class Copies {
        private static final int OF_ONE = 3;
        private static final int FEW = 8;

        /** What a patch takes beside what is not copied, more or less. */
        private static final int BYTES_OF_A_COPY = 6;

        private int[] copies = new int[OF_ONE * FEW];
        private int count;

        void copied(int to, int from, int length) {
            if (length > 0) {
                if (copies.length < OF_ONE * (count + 1)) {
                    copies = Arrays.copyOf(copies, 2 * copies.length);
                }
                copies[OF_ONE * count] = to;
                copies[OF_ONE * count + 1] = from;
                copies[OF_ONE * count + 2] = length;
                count++;
            }
        }

        /**
         * @param old what was copied from
         * @param made what was made of it
         */
        RecordPatch patch(byte[] old, byte[] made) {
            int likely = made.length;
            for (int i = 0; i < count; i++) {
                likely -= copies[OF_ONE * i + 2];
            }
            PackedWriter out = new PackedWriter(likely + BYTES_OF_A_COPY * (count + 2), 2);
            int sum = sum(made);
            out.unsigned(made.length);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.octet(sum >>> shift);
            }
            int said = 0;
            int before = 0;
            for (int i = 0; i < count; i++) {
                int to = copies[OF_ONE * i];
                int from = copies[OF_ONE * i + 1];
                int length = copies[OF_ONE * i + 2];
                out.blob(made, said, to - said);
                out.unsigned(length);
                out.signed(from - before);
                said = to + length;
                before = from + length;
            }
            if (said < made.length) {
                out.blob(made, said, made.length - said);
            }
            return new RecordPatch(out.toByteArray(), sum(old), sum);
        }
    }
}

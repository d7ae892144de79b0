package io.tact.load.bulk;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;

/** A stream of parts that are made as they are read. For one thread. */
final class Parts extends InputStream {
    private final IntFunction<byte[]> part;
    private final int end;
    private int next;
    private byte[] bytes = new byte[0];
    private int position;

    /**
     * @param from the number of the first part
     * @param end the number after the last
     */
    Parts(int from, int end, IntFunction<byte[]> part) {
        this.part = part;
        this.end = end;
        this.next = from;
    }

    private boolean isAtEnd() {
        while (position == bytes.length && next < end) {
            bytes = part.apply(next++);
            position = 0;
        }
        return position == bytes.length;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        int copied = 0;
        while (copied < length && !isAtEnd()) {
            int more = Math.min(length - copied, bytes.length - position);
            System.arraycopy(bytes, position, target, offset + copied, more);
            position += more;
            copied += more;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }
}

package io.tact.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of bytes into numbered lines. Keeps at most one line's beginning. For one thread. */
final class NdjsonLines {
    static final String CONTENT_TYPE = "application/x-ndjson";
    /** The most bytes of one line. */
    static final int MAX_LINE = 65_536;

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private long number = 1;
    private boolean tooLong;

    /**
     * One line.
     *
     * @param number 1 for the first
     * @param bytes without the line's end; empty if it is too long
     * @param tooLong whether it has more than {@value #MAX_LINE} bytes
     */
    record Line(long number, byte[] bytes, boolean tooLong) {}

    /** The lines that end in this part; blank ones are left out. */
    List<Line> feed(byte[] part) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < part.length; i++) {
            if (part[i] == '\n') {
                keep(part, start, i);
                cut(lines);
                start = i + 1;
            }
        }
        keep(part, start, part.length);
        return lines;
    }

    /** The last line, if the stream did not end with a line's end. */
    List<Line> end() {
        List<Line> lines = new ArrayList<>();
        cut(lines);
        return lines;
    }

    private void keep(byte[] part, int from, int to) {
        if (tooLong || rest.size() + (to - from) > MAX_LINE) {
            tooLong = true;
            rest.reset();
        } else {
            rest.write(part, from, to - from);
        }
    }

    private void cut(List<Line> lines) {
        byte[] bytes = rest.toByteArray();
        if (tooLong || !isBlank(bytes)) {
            lines.add(new Line(number, bytes, tooLong));
        }
        number++;
        tooLong = false;
        rest.reset();
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}

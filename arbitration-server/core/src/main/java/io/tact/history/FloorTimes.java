package io.tact.history;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the instants of a record that are told from its floor, and knows where they stand. For one thread. */
final class FloorTimes {
    private static final int FEW = 4;

    private final PackedReader in;
    private final Instant floor;
    private Instant[] times = new Instant[FEW];

    /** Where each begins and ends. */
    private int[] spans = new int[2 * FEW];

    private int count;

    FloorTimes(PackedReader in, Instant floor) {
        this.in = in;
        this.floor = floor;
    }

    Instant floor() {
        return floor;
    }

    Instant next() {
        int start = in.at();
        Instant time = in.time(floor);
        stands(time, start);
        return time;
    }

    @Nullable Instant nextOrNull() {
        int start = in.at();
        Instant time = in.timeOrNull(floor);
        if (time != null) {
            stands(time, start);
        }
        return time;
    }

    private void stands(Instant time, int start) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            spans = Arrays.copyOf(spans, 4 * count);
        }
        times[count] = time;
        spans[2 * count] = start;
        spans[2 * count + 1] = in.at();
        count++;
    }

    /**
     * Writes a part of the bytes that were read, with its instants told from another floor.
     *
     * @param copies is told what is copied
     * @param bytes what was read
     * @param from where the part begins
     * @param to where it ends, between two instants
     */
    void write(PackedWriter out, RecordPatch.Copies copies, byte[] bytes, int from, int to, Instant newFloor) {
        int at = from;
        for (int i = 0; i < count; i++) {
            int start = spans[2 * i];
            if (start >= at && start < to) {
                copies.copied(out.size(), at, start - at);
                out.raw(bytes, at, start - at);
                out.time(times[i], newFloor);
                at = spans[2 * i + 1];
            }
        }
        copies.copied(out.size(), at, to - at);
        out.raw(bytes, at, to - at);
    }
}

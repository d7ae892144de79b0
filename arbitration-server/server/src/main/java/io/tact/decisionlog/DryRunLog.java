package io.tact.decisionlog;

import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.lifecycle.Erasures;
import io.tact.model.Instants;
import io.tact.port.DataFormat;
import io.tact.port.DecisionLog;
import io.tact.port.DecisionRow;
import io.tact.port.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Dry runs on their way to the log of decisions. Adding one takes no time and never fails; when too many wait, the new one
 * is dropped. One that waited so long that it may be of somebody who was erased from the log meanwhile is dropped too. Whoever
 * keeps the time calls {@link #flush}. Safe for any thread.
 */
public final class DryRunLog {
    private static final byte[] NO_FINGERPRINT = new byte[0];

    /** Some seconds are for the writing, and for clocks of nodes that differ. */
    private static final Duration LONGEST_WAIT = Erasures.LATEST_DRY_RUN.minusSeconds(30);

    private final DecisionLog log;
    private final int capacity;
    private final Formats formats;
    private final Runnable onDrop;
    private final Map<String, Entry> waiting = new LinkedHashMap<>();

    /** None that waits was asked before it. Guarded by them. */
    private Instant earliest = Instant.MAX;

    /**
     * One dry run.
     *
     * @param asked when it was asked, whatever instant it was asked for
     * @param inputs what it was decided from
     * @param answer what was answered; not to be changed
     */
    public record Entry(Instant asked, DecisionInputs inputs, byte[] answer) {
        DecisionRow row(String id, DataFormat format) {
            return new DecisionRow(
                    id,
                    Instants.toMillis(asked),
                    NO_FINGERPRINT,
                    inputs.subscriber(),
                    answer,
                    DecisionInputsCodec.encode(inputs, format));
        }
    }

    /**
     * @param log where they go
     * @param capacity how many may wait, 1 or more
     * @param formats in what format they are logged
     * @param onDrop told of each that is dropped
     */
    public DryRunLog(DecisionLog log, int capacity, Formats formats, Runnable onDrop) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity (" + capacity + ") must be 1 or more");
        }
        this.log = log;
        this.capacity = capacity;
        this.formats = formats;
        this.onDrop = onDrop;
    }

    public void add(String id, Entry entry) {
        boolean dropped;
        synchronized (waiting) {
            dropped = waiting.size() >= capacity;
            if (!dropped) {
                waiting.put(id, entry);
                earliest = entry.asked().isBefore(earliest) ? entry.asked() : earliest;
            }
        }
        if (dropped) {
            onDrop.run();
        }
    }

    /** One that is still waiting. */
    public Optional<Entry> find(String id) {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.get(id));
        }
    }

    /** How many wait. */
    public int size() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /**
     * Writes those that have waited longest, at most so many; they go on waiting until they are written, and if that fails.
     * For one caller at a time.
     *
     * @return how many were written
     */
    public CompletionStage<Integer> flush(Instant now, int most) {
        dropOld(now);
        Map<String, Entry> batch = new LinkedHashMap<>();
        synchronized (waiting) {
            for (Map.Entry<String, Entry> entry : waiting.entrySet()) {
                if (batch.size() == most) {
                    break;
                }
                batch.put(entry.getKey(), entry.getValue());
            }
        }
        return write(batch);
    }

    /**
     * Writes those of one subscriber that wait now, however many wait before them; they go on waiting if that fails. For
     * whoever reads the log of a subscriber, also while it is being flushed.
     *
     * @return how many there were
     */
    public CompletionStage<Integer> flushOf(Instant now, String subscriber) {
        dropOld(now);
        Map<String, Entry> batch = new LinkedHashMap<>();
        synchronized (waiting) {
            waiting.forEach((id, entry) -> {
                if (entry.inputs().subscriber().equals(subscriber)) {
                    batch.put(id, entry);
                }
            });
        }
        return write(batch);
    }

    private void dropOld(Instant now) {
        Instant oldest = now.minus(LONGEST_WAIT);
        int dropped;
        synchronized (waiting) {
            if (!earliest.isBefore(oldest)) {
                return;
            }
            int before = waiting.size();
            waiting.values().removeIf(entry -> entry.asked().isBefore(oldest));
            dropped = before - waiting.size();
            earliest = waiting.values().stream()
                    .map(Entry::asked)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
        for (int i = 0; i < dropped; i++) {
            onDrop.run();
        }
    }

    /** Written twice is written once: the log keeps the row that is there. */
    private CompletionStage<Integer> write(Map<String, Entry> batch) {
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        List<DecisionRow> rows = new ArrayList<>(batch.size());
        DataFormat format = formats.written();
        batch.forEach((id, entry) -> rows.add(entry.row(id, format)));
        return log.record(rows).thenApply(written -> {
            synchronized (waiting) {
                batch.keySet().forEach(waiting::remove);
            }
            return batch.size();
        });
    }
}

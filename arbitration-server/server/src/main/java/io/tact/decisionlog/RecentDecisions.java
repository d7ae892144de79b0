package io.tact.decisionlog;

import io.tact.arbitration.DecisionInputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest dry runs; an older one is dropped for each new one above the capacity. */
public final class RecentDecisions {
    private final int capacity;
    private final Runnable onDrop;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * One dry run.
     *
     * @param inputs what it was decided from
     * @param answer what was answered; not to be changed
     */
    public record Entry(DecisionInputs inputs, byte[] answer) {}

    /**
     * @param capacity how many are kept, 1 or more
     * @param onDrop told of each that is dropped
     */
    public RecentDecisions(int capacity, Runnable onDrop) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity (" + capacity + ") must be 1 or more");
        }
        this.capacity = capacity;
        this.onDrop = onDrop;
    }

    public void add(String id, DecisionInputs inputs, byte[] answer) {
        Entry entry = new Entry(inputs, answer);
        boolean dropped;
        synchronized (entries) {
            entries.put(id, entry);
            dropped = entries.size() > capacity;
            if (dropped) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
        if (dropped) {
            onDrop.run();
        }
    }

    public Optional<Entry> find(String id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(id));
        }
    }
}

package io.tact.registers;

import io.tact.policy.DoNotCallLists;
import io.tact.port.OperatorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The do-not-call lists in force. Safe for any thread. */
public final class ListRegister implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListRegister.class);

    /** The most entries of one list, whatever the capacity. */
    private static final long MOST = 50_000_000;

    /** What was begun longer ago than this and did not come to its end never will. */
    private static final Duration UPLOADS_END_WITHIN = Duration.ofDays(1);

    private final ListStore store;
    private final long capacity;
    private final ChangeThread changes = new ChangeThread("lists");
    private final AtomicBoolean loading = new AtomicBoolean();
    private final Clock clock;
    private final Runnable changed;
    private volatile Map<String, DoNotCallList> current;

    private ListRegister(ListStore store, long capacity, Clock clock, Runnable changed) {
        this.store = store;
        this.capacity = capacity;
        this.clock = clock;
        this.changed = changed;
        this.current = store.load(Map.of());
    }

    /**
     * @param clock for the names of what is stored
     * @param changed told of every change made here
     */
    static ListRegister open(OperatorStore store, long capacity, Clock clock, Runnable changed) {
        ListStore lists = new ListStore(store);
        ListRegister register = new ListRegister(lists, capacity, clock, changed);
        lists.removeOrphans(Generation.before(clock.instant().minus(UPLOADS_END_WITHIN)));
        return register;
    }

    /** Reads what is in the store, whoever put it there: lists that are not known yet as a whole. Fails if that cannot be. */
    CompletionStage<Void> reload() {
        return changes.run(() -> {
            current = store.load(current);
            return null;
        });
    }

    /** What decisions read: it does not change when a list does. */
    DoNotCallLists current() {
        Map<String, DoNotCallList> now = current;
        return now::get;
    }

    /** The lists in force, by name. */
    public List<DoNotCallList> all() {
        return List.copyOf(current.values());
    }

    public @Nullable DoNotCallList find(String name) {
        return current.get(name);
    }

    /** Begins a list. Only one can be under way; {@link #replace} or {@link #abandon} ends it. Empty if one is. */
    public Optional<ListBuilder> begin() {
        if (!loading.compareAndSet(false, true)) {
            return Optional.empty();
        }
        long inForce =
                current.values().stream().mapToLong(DoNotCallList::entries).sum();
        return Optional.of(new ListBuilder(store.hash(), Math.max(0, Math.min(MOST, capacity - inForce))));
    }

    /** Ends the list under way without any effect. */
    public void abandon() {
        loading.set(false);
    }

    /**
     * Puts the list under way in the place of the one of that name. Until it is durable as a whole the old one is in force.
     *
     * @param asOf when it was obtained
     * @return when it is durable and every later decision obeys
     */
    public CompletionStage<DoNotCallList> replace(String name, Instant asOf, ListBuilder built) {
        return changes.run(() -> {
                    current = store.load(current);
                    DoNotCallList before = current.get(name);
                    DoNotCallList list = store.save(name, asOf, Generation.next(clock.instant()), built);
                    put(name, list);
                    forget(before);
                    return list;
                })
                .whenComplete((list, failure) -> abandon());
    }

    /**
     * Takes a list out of force.
     *
     * @return it as it was, when it is durably gone; empty if there is none of that name
     */
    public CompletionStage<Optional<DoNotCallList>> remove(String name) {
        return changes.run(() -> {
            current = store.load(current);
            DoNotCallList before = current.get(name);
            if (before != null) {
                store.removeHead(name);
                put(name, null);
                forget(before);
            }
            return Optional.ofNullable(before);
        });
    }

    private void put(String name, @Nullable DoNotCallList list) {
        Map<String, DoNotCallList> next = new TreeMap<>(current);
        if (list == null) {
            next.remove(name);
        } else {
            next.put(name, list);
        }
        current = next;
        changed.run();
    }

    /** What is not in force any more costs space only: if it cannot be removed now, it is at the next start. */
    private void forget(@Nullable DoNotCallList before) {
        if (before != null) {
            try {
                store.removePieces(before.generation());
            } catch (RuntimeException e) {
                LOG.warn("the pieces of a list that was replaced could not be removed yet", e);
            }
        }
    }

    @Override
    public void close() {
        changes.close();
    }
}

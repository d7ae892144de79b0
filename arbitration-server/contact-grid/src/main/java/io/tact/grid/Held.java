package io.tact.grid;

import com.hazelcast.core.HazelcastInstance;
import io.tact.history.LedgerKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the ledgers of one member hold outside the grid, as the grid's commands on that member reach it. Safe for any thread. */
final class Held {
    private static final String CONTEXT = "io.tact.held";
    private static final Held NOTHING = new Held();

    private final List<Holder> holders = new CopyOnWriteArrayList<>();

    private volatile Runnable forget = () -> {};

    /** Who holds records. */
    interface Holder {
        /** Forgets a record whose version is not above the given one, also if it is only being read. */
        void overtaken(LedgerKey key, long version);

        /** Forgets what it holds of partitions that are not this member's any more. */
        void sweep();
    }

    static String context() {
        return CONTEXT;
    }

    /** What is held on the member that a command runs on. */
    static Held on(@Nullable HazelcastInstance member) {
        Object held = member == null ? null : member.getUserContext().get(CONTEXT);
        return held instanceof Held found ? found : NOTHING;
    }

    void add(Holder holder) {
        holders.add(holder);
    }

    /** @param everything forgets all that this member holds */
    void onForget(Runnable everything) {
        forget = everything;
    }

    void forgetAll() {
        forget.run();
    }

    void sweep() {
        holders.forEach(Holder::sweep);
    }

    void overtaken(String key, long version) {
        for (Holder holder : holders) {
            holder.overtaken(new LedgerKey(key), version);
        }
    }
}

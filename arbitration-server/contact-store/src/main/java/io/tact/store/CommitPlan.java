package io.tact.store;

import io.tact.history.LedgerKey;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which commits of one group hold. Later ones see what earlier ones will have written. For one group, by one
 * thread.
 *
 * @param <E> how the truth fails to be read
 */
public final class CommitPlan<E extends Exception> {

    /**
     * What is written already.
     *
     * @param <E> how it fails to be read
     */
    public interface Truth<E extends Exception> {
        /** The version of a record; 0 if there is none. */
        long version(LedgerKey key) throws E;

        /** The decision of that id, which a key gave, or null. */
        @Nullable DecisionRow decision(String id) throws E;

        /** Whether a reminder is set and not settled. */
        boolean isOpen(Reminder reminder) throws E;

        /** How much a lease has left; negative if it is not open. */
        long left(String lease) throws E;
    }

    private final Truth<E> truth;
    private final long activeEpoch;
    private final Map<LedgerKey, Long> versions = new HashMap<>();
    private final Map<String, DecisionRow> decisions = new HashMap<>();

    /** What has become of reminders, but for those of {@link #notLookedAt}. */
    private final Map<Reminder.Key, Boolean> reminders = new HashMap<>();

    /** What is committed with reminders and was not looked at yet: few groups have a commit that asks for one. */
    private final List<Alongside> notLookedAt = new ArrayList<>();

    private final Map<String, Long> leases = new HashMap<>();

    public CommitPlan(Truth<E> truth, long activeEpoch) {
        this.truth = truth;
        this.activeEpoch = activeEpoch;
    }

    /** What becomes of a commit. If it is Committed, the caller must write it with the others of the group. */
    public CommitResult judge(StoreCommit commit) throws E {
        DecisionRow decision = commit.decision();
        if (decision != null && decision.isKeyed()) {
            DecisionRow known = decisions.get(decision.id());
            known = known == null ? truth.decision(decision.id()) : known;
            if (known != null) {
                return Arrays.equals(known.fingerprint(), decision.fingerprint())
                        ? new CommitResult.Replayed(known)
                        : new CommitResult.KeyReused();
            }
        }
        if (commit.epoch() != 0 && commit.epoch() != activeEpoch) {
            return new CommitResult.StaleEpoch(activeEpoch);
        }
        for (RecordWrite write : commit.writes()) {
            if (version(write.key()) != write.fromVersion()) {
                return new CommitResult.Conflict(write.key());
            }
        }
        for (RecordVersion read : commit.unmoved()) {
            if (version(read.key()) != read.version()) {
                return new CommitResult.Conflict(read.key());
            }
        }
        for (Reminder settled : commit.alongside().settled()) {
            if (!isOpen(settled)) {
                return new CommitResult.Overtaken(settled);
            }
        }
        String closed = draw(commit.alongside().draws());
        if (closed != null) {
            return new CommitResult.LeaseClosed(closed);
        }
        take(commit);
        return new CommitResult.Committed();
    }

    /** Draws from all leases or from none. @return which one has not that much, or null */
    private @Nullable String draw(List<Draw> draws) throws E {
        if (draws.isEmpty()) {
            return null;
        }
        Map<String, Long> left = new TreeMap<>();
        for (Draw draw : draws) {
            Long before = left.get(draw.lease());
            long rest = (before == null ? left(draw.lease()) : before) - 1;
            if (rest < 0) {
                return draw.lease();
            }
            left.put(draw.lease(), rest);
        }
        leases.putAll(left);
        return null;
    }

    private void take(StoreCommit commit) {
        for (RecordWrite write : commit.writes()) {
            versions.put(write.key(), write.toVersion());
        }
        DecisionRow decision = commit.decision();
        if (decision != null && decision.isKeyed()) {
            decisions.put(decision.id(), decision);
        }
        Alongside alongside = commit.alongside();
        if (!alongside.settled().isEmpty() || !alongside.reminders().isEmpty()) {
            notLookedAt.add(alongside);
        }
    }

    private boolean isOpen(Reminder reminder) throws E {
        for (Alongside alongside : notLookedAt) {
            alongside.settled().forEach(settled -> reminders.put(settled.key(), false));
            alongside.reminders().forEach(set -> reminders.put(set.key(), true));
        }
        notLookedAt.clear();
        Boolean open = reminders.get(reminder.key());
        return open == null ? truth.isOpen(reminder) : open;
    }

    private long left(String lease) throws E {
        Long known = leases.get(lease);
        return known == null ? truth.left(lease) : known;
    }

    private long version(LedgerKey key) throws E {
        Long known = versions.get(key);
        return known == null ? truth.version(key) : known;
    }
}

package io.tact.store;

import io.tact.history.LedgerKey;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import java.util.Arrays;
import java.util.HashMap;
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
     * What is durable already.
     *
     * @param <E> how it fails to be read
     */
    public interface Truth<E extends Exception> {
        /** The version of a record; 0 if there is none. */
        long version(LedgerKey key) throws E;

        /** The decision of that id, or null. */
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
    private final Map<Reminder.Key, Boolean> reminders = new HashMap<>();
    private final Map<String, Long> leases = new HashMap<>();

    public CommitPlan(Truth<E> truth, long activeEpoch) {
        this.truth = truth;
        this.activeEpoch = activeEpoch;
    }

    /** What becomes of a commit. If it is Committed, the caller must write it with the others of the group. */
    public CommitResult judge(StoreCommit commit) throws E {
        DecisionRow decision = commit.decision();
        if (decision != null) {
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
            Boolean open = reminders.get(settled.key());
            if (!(open == null ? truth.isOpen(settled) : open)) {
                return new CommitResult.Overtaken(settled);
            }
        }
        Map<String, Long> left = new TreeMap<>();
        for (Draw draw : commit.alongside().draws()) {
            Long before = left.get(draw.lease());
            long rest = (before == null ? left(draw.lease()) : before) - 1;
            if (rest < 0) {
                return new CommitResult.LeaseClosed(draw.lease());
            }
            left.put(draw.lease(), rest);
        }
        leases.putAll(left);
        commit.writes().forEach(write -> versions.put(write.key(), write.toVersion()));
        if (decision != null) {
            decisions.put(decision.id(), decision);
        }
        commit.alongside().settled().forEach(settled -> reminders.put(settled.key(), false));
        commit.alongside().reminders().forEach(set -> reminders.put(set.key(), true));
        return new CommitResult.Committed();
    }

    private long left(String lease) throws E {
        Long known = leases.get(lease);
        return known == null ? truth.left(lease) : known;
    }

    private long version(LedgerKey key) throws E {
        Long known = versions.get(key);
        if (known == null) {
            known = truth.version(key);
            versions.put(key, known);
        }
        return known;
    }
}

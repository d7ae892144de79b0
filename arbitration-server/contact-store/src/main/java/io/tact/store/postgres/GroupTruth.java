package io.tact.store.postgres;

import io.tact.history.LedgerKey;
import io.tact.port.DecisionRow;
import io.tact.port.RecordVersion;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import io.tact.store.CommitPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a group of commits needs to know, read in one round trip and held until the transaction ends: no other session can
 * change a record that the group may write, insert one that it found missing, or activate another ruleset. Locks are
 * taken in an order that is the same on every node.
 *
 * <p>A commit that writes nothing holds no record: it is true of the instant it was read at.
 */
final class GroupTruth implements CommitPlan.Truth<RuntimeException> {
    private static final String HOLD_ACTIVATION = "SELECT pg_advisory_xact_lock_shared(" + Activations.LOCK + ");";

    private static final String HOLD_MISSING = "SELECT missing, %s(missing) FROM unnest(?::bigint[]) AS missing;";

    private static final String READ =
            "SELECT key, version FROM tact.records WHERE key = ANY(?) ORDER BY key FOR UPDATE%s;"
                    + "SELECT key, version FROM tact.records WHERE key = ANY(?);"
                    + Decisions.SELECT
                    + Reminders.HOLD
                    + BudgetRows.HOLD
                    + "SELECT coalesce(max(epoch), 0) FROM tact.activations";

    private static final String WAIT =
            HOLD_ACTIVATION + HOLD_MISSING.formatted("pg_advisory_xact_lock") + READ.formatted("");
    private static final String PASS =
            HOLD_ACTIVATION + HOLD_MISSING.formatted("pg_try_advisory_xact_lock") + READ.formatted(" SKIP LOCKED");

    private final Map<LedgerKey, Long> versions = new HashMap<>();
    private final Map<String, DecisionRow> decisions = new HashMap<>();
    private final Set<Reminder.Key> open = new HashSet<>();
    private final Set<LedgerKey> held = new HashSet<>();
    private final Map<String, Long> leases = new HashMap<>();
    private long epoch;

    private GroupTruth() {}

    /**
     * Reads it. The transaction is under way and has no locks yet.
     *
     * @param passHeld whether to pass over records that another session holds, rather than wait for them
     */
    static GroupTruth read(Connection connection, List<StoreCommit> group, boolean passHeld) throws SQLException {
        Wanted wanted = Wanted.of(group);
        GroupTruth truth = new GroupTruth();
        try (PreparedStatement sql = connection.prepareStatement(passHeld ? PASS : WAIT)) {
            Parameters out = new Parameters(connection);
            out.numbers(wanted.missing.keySet(), number -> number);
            out.octets(wanted.written, key -> key);
            out.octets(passHeld ? wanted.all() : wanted.read, key -> key);
            out.octets(wanted.ids, id -> id);
            Reminders.keys(out, wanted.settled);
            out.octets(wanted.leases, id -> id);
            out.bind(sql);
            sql.execute();
            sql.getMoreResults();
            truth.takeMissing(sql, passHeld, wanted);
            sql.getMoreResults();
            Set<LedgerKey> ours = truth.takeVersions(sql);
            sql.getMoreResults();
            Set<LedgerKey> there = truth.takeVersions(sql);
            there.removeAll(ours);
            there.stream()
                    .filter(key -> wanted.written.contains(Octets.of(key.value())))
                    .forEach(truth.held::add);
            sql.getMoreResults();
            try (ResultSet rows = sql.getResultSet()) {
                Decisions.each(rows, row -> truth.decisions.put(row.id(), row));
            }
            sql.getMoreResults();
            try (ResultSet rows = sql.getResultSet()) {
                while (rows.next()) {
                    truth.open.add(Reminders.key(rows));
                }
            }
            sql.getMoreResults();
            try (ResultSet rows = sql.getResultSet()) {
                while (rows.next()) {
                    truth.leases.put(Octets.text(rows.getBytes(1)), rows.getLong(2));
                }
            }
            sql.getMoreResults();
            try (ResultSet rows = sql.getResultSet()) {
                rows.next();
                truth.epoch = rows.getLong(1);
            }
        }
        return truth;
    }

    private void takeMissing(PreparedStatement sql, boolean passHeld, Wanted wanted) throws SQLException {
        try (ResultSet rows = sql.getResultSet()) {
            while (passHeld && rows.next()) {
                if (!rows.getBoolean(2)) {
                    held.addAll(wanted.missing.getOrDefault(rows.getLong(1), Set.of()));
                }
            }
        }
    }

    private Set<LedgerKey> takeVersions(PreparedStatement sql) throws SQLException {
        Set<LedgerKey> taken = new HashSet<>();
        try (ResultSet rows = sql.getResultSet()) {
            while (rows.next()) {
                LedgerKey key = new LedgerKey(Octets.text(rows.getBytes(1)));
                versions.put(key, rows.getLong(2));
                taken.add(key);
            }
        }
        return taken;
    }

    /** Whether another session holds a record that the commit needs to hold. */
    boolean isHeldByAnother(StoreCommit commit) {
        return !commit.writes().isEmpty()
                && (commit.writes().stream().anyMatch(write -> held.contains(write.key()))
                        || commit.unmoved().stream().anyMatch(read -> held.contains(read.key())));
    }

    /** The active epoch; 0 if there is none. */
    long epoch() {
        return epoch;
    }

    @Override
    public long version(LedgerKey key) {
        return versions.getOrDefault(key, 0L);
    }

    @Override
    public @Nullable DecisionRow decision(String id) {
        return decisions.get(id);
    }

    @Override
    public boolean isOpen(Reminder reminder) {
        return open.contains(reminder.key());
    }

    @Override
    public long left(String lease) {
        return leases.getOrDefault(lease, -1L);
    }

    /**
     * All that a group asks for, sorted as the database sorts.
     *
     * @param written the records to hold
     * @param read the records to look at
     * @param ids the decisions to look for
     * @param settled the reminders to hold
     * @param leases the leases to hold
     * @param missing the records that are said to be missing, by the number that is locked in their place
     */
    private record Wanted(
            TreeSet<byte[]> written,
            TreeSet<byte[]> read,
            TreeSet<byte[]> ids,
            TreeSet<Reminder.Key> settled,
            TreeSet<byte[]> leases,
            TreeMap<Long, Set<LedgerKey>> missing) {

        static Wanted of(List<StoreCommit> group) {
            Wanted wanted = new Wanted(
                    Octets.sorted(),
                    Octets.sorted(),
                    Octets.sorted(),
                    new TreeSet<>(Reminders.ORDER),
                    Octets.sorted(),
                    new TreeMap<>());
            group.forEach(wanted::add);
            return wanted;
        }

        TreeSet<byte[]> all() {
            TreeSet<byte[]> all = Octets.sorted();
            all.addAll(written);
            all.addAll(read);
            return all;
        }

        private void add(StoreCommit commit) {
            for (RecordWrite write : commit.writes()) {
                hold(write.key(), write.fromVersion());
            }
            for (RecordVersion version : commit.unmoved()) {
                if (commit.writes().isEmpty()) {
                    read.add(Octets.of(version.key().value()));
                } else {
                    hold(version.key(), version.version());
                }
            }
            DecisionRow decision = commit.decision();
            if (decision != null && decision.isKeyed()) {
                ids.add(Octets.of(decision.id()));
            }
            commit.alongside().settled().forEach(reminder -> settled.add(reminder.key()));
            commit.alongside().draws().forEach(draw -> leases.add(Octets.of(draw.lease())));
        }

        private void hold(LedgerKey key, long version) {
            byte[] octets = Octets.of(key.value());
            written.add(octets);
            if (version == 0) {
                missing.computeIfAbsent(Octets.hash(octets), n -> new HashSet<>())
                        .add(key);
            }
        }
    }
}

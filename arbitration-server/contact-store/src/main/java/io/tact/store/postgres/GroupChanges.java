package io.tact.store.postgres;

import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** What the commits of a group that hold change together, written in one round trip. */
final class GroupChanges {
    private static final String UPDATE = "UPDATE tact.records AS r SET version = w.upto, bytes = w.bytes"
            + " FROM unnest(?::bytea[], ?::bigint[], ?::bigint[], ?::bytea[]) AS w(key, since, upto, bytes)"
            + " WHERE r.key = w.key AND r.version = w.since;";

    private static final String INSERT = "INSERT INTO tact.records (key, version, bytes)"
            + " SELECT * FROM unnest(?::bytea[], ?::bigint[], ?::bytea[]) ON CONFLICT (key) DO NOTHING;";

    /** From the version before the group to that after its last write. */
    private record Change(byte[] key, long since, long upto, byte[] bytes) {
        Change then(RecordWrite write) {
            return new Change(key, since, write.toVersion(), write.bytes());
        }
    }

    private final TreeMap<byte[], Change> changes = new TreeMap<>(java.util.Arrays::compareUnsigned);
    private final TreeMap<byte[], DecisionRow> decisions = new TreeMap<>(java.util.Arrays::compareUnsigned);

    /** Adds a commit that holds where all added before it hold. */
    void add(StoreCommit commit) {
        for (RecordWrite write : commit.writes()) {
            byte[] key = Octets.of(write.key().value());
            Change before = changes.get(key);
            changes.put(
                    key,
                    before == null
                            ? new Change(key, write.fromVersion(), write.toVersion(), write.bytes())
                            : before.then(write));
        }
        DecisionRow decision = commit.decision();
        if (decision != null) {
            decisions.put(Octets.of(decision.id()), decision);
        }
    }

    /**
     * Writes them all.
     *
     * @return whether every row took; if not, nothing of it may be committed
     */
    boolean write(Connection connection) throws SQLException {
        if (changes.isEmpty() && decisions.isEmpty()) {
            return true;
        }
        List<Change> updates = new ArrayList<>();
        List<Change> inserts = new ArrayList<>();
        changes.values().forEach(change -> (change.since() == 0 ? inserts : updates).add(change));
        Parameters out = new Parameters(connection);
        StringBuilder text = new StringBuilder();
        if (!updates.isEmpty()) {
            text.append(UPDATE);
            out.octets(updates, Change::key);
            out.numbers(updates, Change::since);
            out.numbers(updates, Change::upto);
            out.octets(updates, Change::bytes);
        }
        if (!inserts.isEmpty()) {
            text.append(INSERT);
            out.octets(inserts, Change::key);
            out.numbers(inserts, Change::upto);
            out.octets(inserts, Change::bytes);
        }
        if (!decisions.isEmpty()) {
            text.append(Decisions.INSERT);
            out.octets(decisions.keySet(), id -> id);
            Collection<DecisionRow> rows = decisions.values();
            out.numbers(rows, row -> row.at().toEpochMilli());
            out.octets(rows, DecisionRow::fingerprint);
            out.octets(rows, row -> Octets.of(row.subscriber()));
            out.octets(rows, DecisionRow::answer);
            out.octets(rows, DecisionRow::inputs);
        }
        return execute(connection, text.toString(), out) == changes.size() + decisions.size();
    }

    private static int execute(Connection connection, String text, Parameters parameters) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(text)) {
            parameters.bind(sql);
            sql.execute();
            int rows = 0;
            for (int count = sql.getUpdateCount(); count >= 0; count = sql.getUpdateCount()) {
                rows += count;
                sql.getMoreResults();
            }
            return rows;
        }
    }

    /** One array per column, in the order of the question marks. */
    private static final class Parameters {
        private final Connection connection;
        private final List<java.sql.Array> arrays = new ArrayList<>();

        Parameters(Connection connection) {
            this.connection = connection;
        }

        <T> void octets(Collection<T> rows, Function<T, byte[]> column) throws SQLException {
            arrays.add(Octets.array(connection, rows.stream().map(column).toList()));
        }

        <T> void numbers(Collection<T> rows, Function<T, Long> column) throws SQLException {
            arrays.add(
                    connection.createArrayOf("bigint", rows.stream().map(column).toArray(Long[]::new)));
        }

        void bind(PreparedStatement sql) throws SQLException {
            for (int i = 0; i < arrays.size(); i++) {
                sql.setArray(i + 1, arrays.get(i));
            }
        }
    }
}

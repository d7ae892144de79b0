package io.tact.store.postgres;

import io.tact.port.Alongside;
import io.tact.port.DecisionLog.Kind;
import io.tact.port.DecisionRow;
import io.tact.port.Draw;
import io.tact.port.Feeds.Append;
import io.tact.port.Feeds.Feed;
import io.tact.port.RecordWrite;
import io.tact.port.RefusedAddress;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

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

    private final TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    private final TreeMap<byte[], DecisionRow> decisions = new TreeMap<>(Arrays::compareUnsigned);
    private final TreeMap<Reminder.Key, Reminder> set = new TreeMap<>(Reminders.ORDER);
    private final TreeSet<Reminder.Key> settled = new TreeSet<>(Reminders.ORDER);
    private final TreeMap<RefusedAddress, RefusedAddress> refused = new TreeMap<>(RefusedAddresses.ORDER);
    private final TreeMap<String, Long> drawn = new TreeMap<>();
    private final List<Draw> draws = new ArrayList<>();
    private final TreeSet<String> released = new TreeSet<>();
    private final EnumMap<Feed, List<Append>> appended = new EnumMap<>(Feed.class);

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
        add(commit.alongside());
    }

    private void add(Alongside alongside) {
        for (Reminder reminder : alongside.settled()) {
            set.remove(reminder.key());
            settled.add(reminder.key());
        }
        for (Reminder reminder : alongside.reminders()) {
            set.putIfAbsent(reminder.key(), reminder);
        }
        // Under a key that is equal but older, the map would keep the key it has: the value is what counts.
        alongside.refused().forEach(address -> refused.put(address, address));
        alongside.draws().forEach(draw -> drawn.merge(draw.lease(), 1L, Long::sum));
        draws.addAll(alongside.draws());
        released.addAll(alongside.released());
        alongside.appended().forEach(append -> appended.computeIfAbsent(append.feed(), f -> new ArrayList<>())
                .add(append));
    }

    /**
     * Writes them all.
     *
     * @return whether every record and decision took; if not, nothing of it may be committed
     */
    boolean write(Connection connection) throws SQLException {
        Parameters out = new Parameters(connection);
        StringBuilder text = new StringBuilder();
        int counted = records(text, out);
        if (!decisions.isEmpty()) {
            text.append(Decisions.insert(out, Kind.RESERVING, decisions.values()));
            counted++;
        }
        alongside(text, out);
        return text.isEmpty() || rows(connection, text.toString(), out, counted) == changes.size() + decisions.size();
    }

    /** How many statements it took. */
    private int records(StringBuilder text, Parameters out) throws SQLException {
        List<Change> updates = new ArrayList<>();
        List<Change> inserts = new ArrayList<>();
        changes.values().forEach(change -> (change.since() == 0 ? inserts : updates).add(change));
        int statements = 0;
        if (!updates.isEmpty()) {
            text.append(UPDATE);
            out.octets(updates, Change::key);
            out.numbers(updates, Change::since);
            out.numbers(updates, Change::upto);
            out.octets(updates, Change::bytes);
            statements++;
        }
        if (!inserts.isEmpty()) {
            text.append(INSERT);
            out.octets(inserts, Change::key);
            out.numbers(inserts, Change::upto);
            out.octets(inserts, Change::bytes);
            statements++;
        }
        return statements;
    }

    /** Feeds come last: whoever appends keeps all others from appending until it has committed. */
    private void alongside(StringBuilder text, Parameters out) throws SQLException {
        if (!settled.isEmpty()) {
            text.append(Reminders.DELETE);
            Reminders.keys(out, settled);
        }
        if (!set.isEmpty()) {
            text.append(Reminders.INSERT);
            Reminders.keys(out, set.keySet());
            out.texts(set.values(), Reminder::subscriber);
        }
        if (!refused.isEmpty()) {
            text.append(RefusedAddresses.PUT);
            RefusedAddresses.rows(out, refused.values());
        }
        if (!draws.isEmpty()) {
            text.append(BudgetRows.DRAW);
            BudgetRows.draws(out, drawn, draws);
        }
        if (!released.isEmpty()) {
            text.append(BudgetRows.RELEASE);
            out.texts(released, reservation -> reservation);
        }
        for (Map.Entry<Feed, List<Append>> feed : appended.entrySet()) {
            text.append(FeedEntries.append(out, feed.getKey(), feed.getValue()));
        }
    }

    /** How many rows the first statements changed. */
    private static int rows(Connection connection, String text, Parameters parameters, int statements)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(text)) {
            parameters.bind(sql);
            sql.execute();
            int rows = 0;
            for (int i = 0; i < statements; i++) {
                rows += sql.getUpdateCount();
                sql.getMoreResults();
            }
            return rows;
        }
    }
}

package io.tact.load.store;

import io.tact.history.LedgerKey;
import io.tact.port.Activation;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactStore;
import io.tact.port.CouldNotDecideException;
import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import io.tact.port.StoredRecord;
import io.tact.ruleset.RulesetVersion;
import io.tact.store.CommitPlan;
import io.tact.store.GroupCommit;
import io.tact.store.StoredBytes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The same store on SQLite: write-ahead log, {@code synchronous=FULL}, one transaction per group, prepared statements. One
 * connection writes and one reads, the reader on the caller's thread.
 */
public final class SqliteContactStore implements ContactStore {
    private final Connection writer;
    private final Connection reader;
    private final PreparedStatement loadRecord;
    private final PreparedStatement loadDecision;
    private final PreparedStatement version;
    private final PreparedStatement known;
    private final PreparedStatement putRecord;
    private final PreparedStatement putDecision;
    private final GroupCommit<StoreCommit> commits;
    private final Object writing = new Object();
    private final Object readingLock = new Object();
    private boolean closed;
    private @Nullable Activation active;

    private SqliteContactStore(Connection writer, Connection reader) throws SQLException {
        this.writer = writer;
        this.reader = reader;
        try (Statement sql = writer.createStatement()) {
            sql.execute("CREATE TABLE IF NOT EXISTS records(id TEXT PRIMARY KEY, version INTEGER NOT NULL,"
                    + " bytes BLOB NOT NULL) WITHOUT ROWID");
            sql.execute("CREATE TABLE IF NOT EXISTS decisions(id TEXT PRIMARY KEY, bytes BLOB NOT NULL)");
            sql.execute("CREATE TABLE IF NOT EXISTS meta(id TEXT PRIMARY KEY, bytes BLOB NOT NULL)");
            try (ResultSet rows = sql.executeQuery("SELECT bytes FROM meta WHERE id = 'active'")) {
                active = rows.next() ? StoredBytes.activation(rows.getBytes(1)) : null;
            }
        }
        loadRecord = reader.prepareStatement("SELECT version, bytes FROM records WHERE id = ?");
        loadDecision = reader.prepareStatement("SELECT bytes FROM decisions WHERE id = ?");
        version = writer.prepareStatement("SELECT version FROM records WHERE id = ?");
        known = writer.prepareStatement("SELECT bytes FROM decisions WHERE id = ?");
        putRecord = writer.prepareStatement("INSERT INTO records(id, version, bytes) VALUES(?, ?, ?)"
                + " ON CONFLICT(id) DO UPDATE SET version = excluded.version, bytes = excluded.bytes");
        putDecision = writer.prepareStatement("INSERT INTO decisions(id, bytes) VALUES(?, ?)");
        writer.setAutoCommit(false);
        commits = new GroupCommit<>("sqlite", 8192, this::write);
    }

    /** Opens the store in a folder. */
    public static SqliteContactStore open(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-32_000);
        config.setBusyTimeout(5_000);
        String url = "jdbc:sqlite:" + folder.resolve("tact.db");
        try {
            return new SqliteContactStore(config.createConnection(url), config.createConnection(url));
        } catch (SQLException e) {
            throw new IllegalStateException("store " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<Optional<StoredRecord>> load(LedgerKey key) {
        synchronized (readingLock) {
            if (closed) {
                return isClosed();
            }
            try {
                loadRecord.setString(1, key.value());
                try (ResultSet rows = loadRecord.executeQuery()) {
                    return CompletableFuture.completedFuture(
                            rows.next()
                                    ? Optional.of(new StoredRecord(key, rows.getLong(1), rows.getBytes(2)))
                                    : Optional.empty());
                }
            } catch (SQLException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    @Override
    public CompletionStage<Optional<DecisionRow>> decision(String id) {
        synchronized (readingLock) {
            if (closed) {
                return isClosed();
            }
            try {
                return CompletableFuture.completedFuture(Optional.ofNullable(row(loadDecision, id)));
            } catch (SQLException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
    }

    private static @Nullable DecisionRow row(PreparedStatement statement, String id) throws SQLException {
        statement.setString(1, id);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? StoredBytes.decision(id, rows.getBytes(1)) : null;
        }
    }

    @Override
    public CompletionStage<CommitResult> commit(StoreCommit commit) {
        if (!commit.alongside().equals(Alongside.NOTHING)) {
            return CompletableFuture.failedFuture(
                    new CouldNotDecideException("this store keeps records and decisions only"));
        }
        return commits.submit(commit);
    }

    private List<GroupCommit.Outcome> write(List<StoreCommit> group) throws Exception {
        synchronized (writing) {
            try {
                CommitPlan<SQLException> plan = new CommitPlan<>(truth, epoch());
                List<GroupCommit.Outcome> outcomes = new ArrayList<>(group.size());
                for (StoreCommit commit : group) {
                    CommitResult result = plan.judge(commit);
                    outcomes.add(new GroupCommit.Outcome.Said(result));
                    if (result instanceof CommitResult.Committed) {
                        put(commit);
                    }
                }
                putRecord.executeBatch();
                putDecision.executeBatch();
                writer.commit();
                return outcomes;
            } catch (SQLException | RuntimeException e) {
                writer.rollback();
                throw e;
            }
        }
    }

    private void put(StoreCommit commit) throws SQLException {
        for (RecordWrite write : commit.writes()) {
            putRecord.setString(1, write.key().value());
            putRecord.setLong(2, write.toVersion());
            putRecord.setBytes(3, write.bytes());
            putRecord.addBatch();
        }
        DecisionRow decision = commit.decision();
        if (decision != null) {
            putDecision.setString(1, decision.id());
            putDecision.setBytes(2, StoredBytes.of(decision));
            putDecision.addBatch();
        }
    }

    private final CommitPlan.Truth<SQLException> truth = new CommitPlan.Truth<>() {
        @Override
        public long version(LedgerKey key) throws SQLException {
            version.setString(1, key.value());
            try (ResultSet rows = version.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }

        @Override
        public @Nullable DecisionRow decision(String id) throws SQLException {
            return row(known, id);
        }

        @Override
        public boolean isOpen(Reminder reminder) {
            return false;
        }

        /** It keeps no budgets: no lease is open. */
        @Override
        public long left(String lease) {
            return -1;
        }
    };

    @Override
    public CompletionStage<Long> activate(RulesetVersion wanted) {
        synchronized (writing) {
            Activation before = active;
            if (before != null && before.version().equals(wanted)) {
                return CompletableFuture.completedFuture(before.epoch());
            }
            Activation next = new Activation(epoch() + 1, wanted);
            try (PreparedStatement put = writer.prepareStatement("INSERT OR REPLACE INTO meta VALUES('active', ?)")) {
                put.setBytes(1, StoredBytes.of(next));
                put.executeUpdate();
                writer.commit();
            } catch (SQLException e) {
                return CompletableFuture.failedFuture(e);
            }
            active = next;
            return CompletableFuture.completedFuture(next.epoch());
        }
    }

    @Override
    public CompletionStage<Optional<Activation>> active() {
        synchronized (writing) {
            return CompletableFuture.completedFuture(Optional.ofNullable(active));
        }
    }

    private long epoch() {
        return active == null ? 0 : active.epoch();
    }

    private static <T> CompletionStage<T> isClosed() {
        return CompletableFuture.failedFuture(new CouldNotDecideException("the store is closed"));
    }

    @Override
    public Optional<String> unhealthy() {
        String obstacle = commits.obstacle();
        return obstacle.isEmpty() ? Optional.empty() : Optional.of(obstacle);
    }

    @Override
    public void close() {
        commits.close();
        synchronized (readingLock) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                reader.close();
                writer.close();
            } catch (SQLException e) {
                throw new IllegalStateException("the store did not close: " + e.getMessage(), e);
            }
        }
    }
}

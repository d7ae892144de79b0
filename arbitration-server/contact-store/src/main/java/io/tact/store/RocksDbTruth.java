package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.port.DecisionRow;
import io.tact.port.Reminder;
import io.tact.port.StoreCommit;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/** What is written already, durable or not. For one thread at a time. */
final class RocksDbTruth implements CommitPlan.Truth<RocksDBException> {
    private final RocksDbFolder folder;
    private final ReadOptions anywhere;
    private final RocksDbReminders reminders;
    private final RocksDbBudgets budgets;
    private final RecentVersions versions = new RecentVersions();
    private final byte[] version = new byte[StoredBytes.VERSION_LENGTH];

    RocksDbTruth(RocksDbFolder folder, ReadOptions anywhere, RocksDbReminders reminders, RocksDbBudgets budgets) {
        this.folder = folder;
        this.anywhere = anywhere;
        this.reminders = reminders;
        this.budgets = budgets;
    }

    /** These were written. */
    void written(List<StoreCommit> commits) {
        commits.forEach(commit -> commit.writes().forEach(w -> versions.put(w.key(), w.toVersion())));
    }

    /** It is not known what was written. */
    void forget() {
        versions.forget();
    }

    @Override
    public long version(LedgerKey key) throws RocksDBException {
        Long known = versions.of(key);
        if (known != null) {
            return known;
        }
        int length = folder.db.get(folder.records, anywhere, key.value().getBytes(UTF_8), version);
        long found = length < 0 ? 0 : ByteBuffer.wrap(version).getLong();
        versions.put(key, found);
        return found;
    }

    @Override
    public @Nullable DecisionRow decision(String id) throws RocksDBException {
        byte[] stored = folder.db.get(folder.decisions, anywhere, id.getBytes(UTF_8));
        return stored == null ? null : StoredBytes.decision(id, stored);
    }

    @Override
    public boolean isOpen(Reminder reminder) throws RocksDBException {
        return reminders.isOpen(reminder);
    }

    @Override
    public long left(String lease) throws RocksDBException {
        return budgets.left(lease);
    }
}

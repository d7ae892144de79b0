package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.port.DecisionRow;
import io.tact.port.Reminder;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/** What is written already, durable or not. For one thread at a time. */
final class RocksDbTruth implements CommitPlan.Truth<RocksDBException> {
    private final RocksDbFolder folder;
    private final ReadOptions anywhere;
    private final RocksDbRecords records;
    private final AbsentDecisions absent;
    private final RocksDbReminders reminders;
    private final RocksDbBudgets budgets;

    RocksDbTruth(
            RocksDbFolder folder,
            ReadOptions anywhere,
            RocksDbRecords records,
            AbsentDecisions absent,
            RocksDbReminders reminders,
            RocksDbBudgets budgets) {
        this.folder = folder;
        this.anywhere = anywhere;
        this.records = records;
        this.absent = absent;
        this.reminders = reminders;
        this.budgets = budgets;
    }

    @Override
    public long version(LedgerKey key) throws RocksDBException {
        return records.version(key);
    }

    @Override
    public @Nullable DecisionRow decision(String id) throws RocksDBException {
        if (absent.isAbsent(id)) {
            return null;
        }
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

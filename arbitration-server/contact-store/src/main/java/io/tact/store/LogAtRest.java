package io.tact.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.MergeOperator;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The log of a folder that is not open, looked through without changing anything. */
final class LogAtRest {
    /** Files of keys and values are of no interest here; otherwise RocksDB opens them all. */
    private static final int FEW_FILES = 16;

    private LogAtRest() {}

    /**
     * The sequence number of the last change that opening the folder would find. Opening drops what follows the first damage for
     * good; this does not.
     *
     * @throws RocksDBException if it cannot be read
     */
    static long end(Path folder) throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (MergeOperator growing = RocksDbFamilies.behind();
                ColumnFamilyOptions family = new ColumnFamilyOptions().setMergeOperator(growing);
                DBOptions how = new DBOptions()
                        .setWalRecoveryMode(RocksDbFolder.RECOVERY)
                        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                        .setMaxOpenFiles(FEW_FILES)) {
            List<ColumnFamilyDescriptor> families = new ArrayList<>();
            try (Options options = new Options()) {
                for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
                    families.add(new ColumnFamilyDescriptor(name, family));
                }
            }
            try (RocksDB db = RocksDB.openReadOnly(how, folder.toString(), families, handles)) {
                long end = db.getLatestSequenceNumber();
                handles.forEach(ColumnFamilyHandle::close);
                return end;
            }
        }
    }
}

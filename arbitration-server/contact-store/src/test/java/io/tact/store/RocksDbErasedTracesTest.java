package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.DurableStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.MergeOperator;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

class RocksDbErasedTracesTest extends ErasedTraces {
    @Override
    protected DurableStore open(Path of) {
        return RocksDbContactStore.open(of);
    }

    @Override
    protected long removeTombstones(Path of) {
        return RocksDbTombstones.remove(of);
    }

    @Override
    protected String refusedAddresses() {
        return "refused";
    }

    @Override
    protected Map<String, List<byte[]>> everything(Path of) throws Exception {
        Map<String, List<byte[]>> all = new TreeMap<>();
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try (Options options = new Options();
                MergeOperator behind = RocksDbFamilies.behind();
                ColumnFamilyOptions growing = new ColumnFamilyOptions().setMergeOperator(behind);
                DBOptions reading = new DBOptions()) {
            List<ColumnFamilyDescriptor> named = RocksDB.listColumnFamilies(options, of.toString()).stream()
                    .map(name -> new ColumnFamilyDescriptor(name, growing))
                    .toList();
            try (RocksDB db = RocksDB.openReadOnly(reading, of.toString(), named, families)) {
                for (ColumnFamilyHandle family : families) {
                    all.put(new String(family.getName(), UTF_8), rows(db, family));
                }
                families.forEach(ColumnFamilyHandle::close);
            }
        }
        return all;
    }

    private static List<byte[]> rows(RocksDB db, ColumnFamilyHandle family) throws Exception {
        List<byte[]> rows = new ArrayList<>();
        try (RocksIterator at = db.newIterator(family)) {
            for (at.seekToFirst(); at.isValid(); at.next()) {
                rows.add(ByteBuffer.allocate(at.key().length + at.value().length)
                        .put(at.key())
                        .put(at.value())
                        .array());
            }
            at.status();
        }
        return rows;
    }
}

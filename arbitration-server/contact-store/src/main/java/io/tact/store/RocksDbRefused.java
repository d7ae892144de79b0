package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.RefusedAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** What is left of refused addresses, by hash and scope. {@link #of} blocks. */
final class RocksDbRefused {
    private final RocksDbFolder folder;

    RocksDbRefused(RocksDbFolder folder) {
        this.folder = folder;
    }

    void put(WriteBatch batch, RefusedAddress refused) throws RocksDBException {
        byte[] prefix = StoredKeys.led(refused.hash());
        byte[] scope = refused.scope().getBytes(UTF_8);
        byte[] key = ByteBuffer.allocate(prefix.length + scope.length)
                .put(prefix)
                .put(scope)
                .array();
        byte[] at = ByteBuffer.allocate(StoredKeys.TIME)
                .putLong(StoredKeys.ordered(refused.at()))
                .array();
        batch.put(folder.refused, key, at);
    }

    List<RefusedAddress> of(Set<String> hashes) throws RocksDBException {
        List<RefusedAddress> found = new ArrayList<>();
        try (RocksIterator at = folder.db.newIterator(folder.refused)) {
            for (String hash : hashes) {
                byte[] prefix = StoredKeys.led(hash);
                for (at.seek(prefix); at.isValid() && StoredKeys.startsWith(at.key(), prefix); at.next()) {
                    String scope = StoredKeys.text(at.key(), prefix.length);
                    found.add(new RefusedAddress(hash, scope, StoredKeys.instantAt(at.value(), 0)));
                }
            }
            at.status();
        }
        return found;
    }
}

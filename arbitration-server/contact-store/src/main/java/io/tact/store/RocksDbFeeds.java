package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.Feeds.Append;
import io.tact.port.Feeds.Entry;
import io.tact.port.Feeds.Feed;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The feeds of a folder. {@link #begin}, {@link #append} and {@link #written} are called by the thread that commits; the
 * others block and are for another.
 */
final class RocksDbFeeds {
    private static final int KEY = 1 + Long.BYTES;

    private final RocksDbFolder folder;
    private final WriteOptions unsynced;

    /** The last position of each feed that is durable, and that of the batch being made. */
    private final Map<Feed, Long> durable = new EnumMap<>(Feed.class);

    private final Map<Feed, Long> last = new EnumMap<>(Feed.class);

    RocksDbFeeds(RocksDbFolder folder, WriteOptions unsynced) throws RocksDBException {
        this.folder = folder;
        this.unsynced = unsynced;
        for (Feed feed : Feed.values()) {
            byte[] stored = folder.db.get(folder.meta, lastKey(feed));
            durable.put(feed, stored == null ? 0 : ByteBuffer.wrap(stored).getLong());
        }
    }

    private static byte[] lastKey(Feed feed) {
        return ("feed-" + octet(feed)).getBytes(UTF_8);
    }

    private static byte octet(Feed feed) {
        return (byte)
                switch (feed) {
                    case EVENTS -> 1;
                    case AUDIT -> 2;
                };
    }

    private static byte[] key(Feed feed, long position) {
        return ByteBuffer.allocate(KEY).put(octet(feed)).putLong(position).array();
    }

    /** A new batch begins; what an earlier one did not write is void. */
    void begin() {
        last.putAll(durable);
    }

    void append(WriteBatch batch, Append append) throws RocksDBException {
        long position = last.merge(append.feed(), 1L, Long::sum);
        byte[] value = ByteBuffer.allocate(StoredKeys.TIME + append.body().length)
                .putLong(StoredKeys.ordered(append.at()))
                .put(append.body())
                .array();
        batch.put(folder.feeds, key(append.feed(), position), value);
        batch.put(
                folder.meta,
                lastKey(append.feed()),
                ByteBuffer.allocate(Long.BYTES).putLong(position).array());
    }

    void written() {
        durable.putAll(last);
    }

    List<Entry> read(Feed feed, long after, int most) throws RocksDBException {
        List<Entry> entries = new ArrayList<>();
        try (RocksIterator at = folder.db.newIterator(folder.feeds)) {
            for (at.seek(key(feed, after + 1)); at.isValid() && entries.size() < most; at.next()) {
                byte[] key = at.key();
                if (key[0] != octet(feed)) {
                    break;
                }
                byte[] value = at.value();
                entries.add(new Entry(
                        ByteBuffer.wrap(key).getLong(1),
                        StoredKeys.instantAt(value, 0),
                        Arrays.copyOfRange(value, StoredKeys.TIME, value.length)));
            }
            at.status();
        }
        return entries;
    }

    int prune(Feed feed, Instant before, int most) throws RocksDBException {
        int pruned = 0;
        try (WriteBatch batch = new WriteBatch();
                RocksIterator at = folder.db.newIterator(folder.feeds)) {
            for (at.seek(key(feed, 0)); at.isValid() && pruned < most; at.next()) {
                byte[] key = at.key();
                if (key[0] != octet(feed)
                        || !StoredKeys.instantAt(at.value(), 0).isBefore(before)) {
                    break;
                }
                batch.delete(folder.feeds, key);
                pruned++;
            }
            at.status();
            if (pruned > 0) {
                folder.db.write(unsynced, batch);
            }
        }
        return pruned;
    }
}

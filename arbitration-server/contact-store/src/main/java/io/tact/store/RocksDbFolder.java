package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;

/**
 * An open RocksDB folder with its column families: {@code records}, {@code decisions} and {@code dry_runs} with their two
 * indexes, {@code meta}, {@code operator}, {@code reminders}, {@code feeds}, {@code refused} and {@code budgets}. Those that a folder
 * lacks are made when it is opened. Small on purpose: at most about 220 MiB outside the heap.
 */
final class RocksDbFolder implements AutoCloseable {
    private static final long BLOCK_CACHE = 64L << 20;

    /** Of the cache, what data must leave to indexes and filters. */
    private static final double FOR_INDEXES = 0.5;

    private static final int ANY_SHARDS = -1;
    private static final long WRITE_BUFFER = 16L << 20;
    private static final long SMALL_BUFFER = 4L << 20;
    /** Values of that many bytes and more are not moved when keys are merged. */
    private static final long APART_FROM = 256;

    /** How much of a write buffer is a filter of its keys. */
    private static final double FILTER_OF_BUFFER = 0.02;

    /**
     * How many written buffers are merged at once into what lies below them, all of which is written anew then. A look-up may ask
     * the filter of each.
     */
    private static final int MERGED_AT_ONCE = 10;

    /** By level: written buffers, which are soon merged, are not packed. */
    private static final List<CompressionType> UNPACKED_FIRST = Stream.concat(
                    Stream.of(CompressionType.NO_COMPRESSION),
                    Collections.nCopies(6, CompressionType.LZ4_COMPRESSION).stream())
            .toList();

    private static final long BLOB_FILE = 64L << 20;
    private static final List<String> LARGE = List.of("records", "meta", "operator");
    private static final List<String> APART = List.of("decisions", "dry_runs");
    private static final List<String> SMALL =
            List.of("decision_times", "decision_subjects", "reminders", "feeds", "refused", "budgets");
    private static final byte[] FORMAT_KEY = "format".getBytes(UTF_8);
    private static final byte[] FORMAT = {1};

    final RocksDB db;
    final ColumnFamilyHandle records;

    /** Decisions that reserved, by id; in folders written before there were {@link #dryRuns}, those too. */
    final ColumnFamilyHandle decisions;

    /** Dry runs, by id. */
    final ColumnFamilyHandle dryRuns;

    final ColumnFamilyHandle meta;
    final ColumnFamilyHandle operator;

    /** Of decisions, by kind and time; the value is the subscriber. */
    final ColumnFamilyHandle decisionTimes;

    /** Of decisions, by subscriber and time; the value is the kind. */
    final ColumnFamilyHandle decisionSubjects;

    final ColumnFamilyHandle reminders;
    final ColumnFamilyHandle feeds;
    final ColumnFamilyHandle refused;
    final ColumnFamilyHandle budgets;
    private final List<ColumnFamilyHandle> families;
    private final Map<ColumnFamilyHandle, Integer> numbers = new IdentityHashMap<>();
    private final List<AbstractNativeReference> owned;

    private RocksDbFolder(RocksDB db, List<ColumnFamilyHandle> families, List<AbstractNativeReference> owned) {
        this.db = db;
        this.records = families.get(1);
        this.meta = families.get(2);
        this.operator = families.get(3);
        this.decisions = families.get(4);
        this.dryRuns = families.get(5);
        this.decisionTimes = families.get(6);
        this.decisionSubjects = families.get(7);
        this.reminders = families.get(8);
        this.feeds = families.get(9);
        this.refused = families.get(10);
        this.budgets = families.get(11);
        this.families = families;
        this.owned = owned;
        families.forEach(family -> numbers.put(family, family.getID()));
    }

    /**
     * Opens the store in a folder, making it if there is none.
     *
     * @throws CannotOpenStoreException if it cannot be opened
     */
    static RocksDbFolder open(Path folder) {
        List<AbstractNativeReference> owned = new ArrayList<>();
        try {
            RocksDB.loadLibrary();
            Files.createDirectories(folder);
            Cache cache = keep(owned, new LRUCache(BLOCK_CACHE, ANY_SHARDS, false, FOR_INDEXES));
            DBOptions options = keep(owned, options());
            List<ColumnFamilyHandle> families = new ArrayList<>();
            List<ColumnFamilyDescriptor> wanted = new ArrayList<>();
            wanted.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family(cache, owned, WRITE_BUFFER)));
            LARGE.forEach(name -> wanted.add(named(name, family(cache, owned, WRITE_BUFFER))));
            APART.forEach(name -> wanted.add(named(name, apart(family(cache, owned, WRITE_BUFFER)))));
            SMALL.forEach(name -> wanted.add(named(name, family(cache, owned, SMALL_BUFFER))));
            RocksDB db = RocksDB.open(options, folder.toString(), wanted, families);
            RocksDbFolder opened = new RocksDbFolder(db, families, owned);
            opened.checkFormat(folder);
            return opened;
        } catch (RocksDBException | IOException e) {
            release(owned);
            throw new CannotOpenStoreException(explain(folder, e), e);
        }
    }

    private static ColumnFamilyDescriptor named(String name, ColumnFamilyOptions family) {
        return new ColumnFamilyDescriptor(name.getBytes(UTF_8), family);
    }

    private static DBOptions options() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(64L << 20)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(1L << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setMaxLogFileSize(4L << 20);
    }

    private static ColumnFamilyOptions family(Cache cache, List<AbstractNativeReference> owned, long writeBuffer) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(keep(owned, new BloomFilter(10)))
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                // In small parts, so that a part that is not in the cache costs one small read and drives out little.
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true);
        return keep(
                owned,
                new ColumnFamilyOptions()
                        .setTableFormatConfig(table)
                        .setCompressionPerLevel(UNPACKED_FIRST)
                        .setLevel0FileNumCompactionTrigger(MERGED_AT_ONCE)
                        .setWriteBufferSize(writeBuffer)
                        // Most look-ups of a commit are for what is not there.
                        .setMemtablePrefixBloomSizeRatio(FILTER_OF_BUFFER)
                        .setMemtableWholeKeyFiltering(true));
    }

    /**
     * Values are kept in files of their own and written once, whatever becomes of the keys. What came in together is forgotten
     * together, and a file goes when nothing in it is wanted any more: nothing is collected before, which would write old
     * values again with every merge of keys.
     */
    private static ColumnFamilyOptions apart(ColumnFamilyOptions family) {
        return family.setEnableBlobFiles(true)
                .setMinBlobSize(APART_FROM)
                .setBlobFileSize(BLOB_FILE)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static <T extends AbstractNativeReference> T keep(List<AbstractNativeReference> owned, T reference) {
        owned.add(reference);
        return reference;
    }

    /** The number that a batch names a family by. For any thread. */
    int number(ColumnFamilyHandle family) {
        return Objects.requireNonNull(numbers.get(family));
    }

    private void checkFormat(Path folder) throws RocksDBException {
        byte[] format = db.get(meta, FORMAT_KEY);
        if (format == null) {
            db.put(meta, FORMAT_KEY, FORMAT);
        } else if (!Arrays.equals(format, FORMAT)) {
            close();
            throw new CannotOpenStoreException(
                    "store " + folder + " has format " + format[0]
                            + ", which is not known. Maybe a newer version of Tact wrote it",
                    new IllegalStateException("format"));
        }
    }

    private static String explain(Path folder, Exception e) {
        if (e instanceof IOException io) {
            return unwritable(folder, why(io));
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("While lock file") || message.startsWith("lock hold by")) {
            return "store " + folder + " is in use by another process"
                    + ". Maybe stop that one; several nodes cannot share an embedded store";
        }
        boolean empty = !Files.exists(folder.resolve("CURRENT"));
        if (empty || !Files.isWritable(folder)) {
            return unwritable(folder, message);
        }
        boolean corrupt = e instanceof RocksDBException r
                && r.getStatus() != null
                && r.getStatus().getCode() == Status.Code.Corruption;
        return "store " + folder + (corrupt ? " is damaged (" : " cannot be opened (") + message
                + "). Maybe restore the folder from a backup";
    }

    private static String unwritable(Path folder, String why) {
        return "store folder " + folder + " cannot be written (" + why
                + "). Maybe name another, or give this user the right and the space to write there";
    }

    /** In words what an exception's type says, where it has none of its own. */
    private static String why(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no folder can be made there";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? "no reason is known" : reason;
    }

    private static void release(List<AbstractNativeReference> owned) {
        for (int i = owned.size() - 1; i >= 0; i--) {
            owned.get(i).close();
        }
    }

    @Override
    public void close() {
        families.forEach(AbstractNativeReference::close);
        db.close();
        release(owned);
    }
}

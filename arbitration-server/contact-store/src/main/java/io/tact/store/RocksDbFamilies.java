package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.MergeOperator;
import org.rocksdb.RocksDB;
import org.rocksdb.StringAppendOperator;

/** How the column families of a folder keep their keys, and in which order they are opened. */
final class RocksDbFamilies {
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
    private static final int MERGED_AT_ONCE = 16;

    /**
     * The same where values are apart, so that few bytes are written anew, and where nearly every look-up is of a key that is not
     * there and asks the filter of each buffer: with 16, decisions under new idempotency keys took a tenth more processor time.
     */
    private static final int MERGED_AT_ONCE_APART = 4;

    /** With so many written buffers, commits are slowed down. */
    private static final int SLOWED_FROM = 2 * MERGED_AT_ONCE;

    /** With so many, they wait for a merge. */
    private static final int STOPPED_FROM = 3 * MERGED_AT_ONCE;

    /** By level: written buffers, which are soon merged, are not packed. */
    private static final List<CompressionType> UNPACKED_FIRST = Stream.concat(
                    Stream.of(CompressionType.NO_COMPRESSION),
                    Collections.nCopies(6, CompressionType.LZ4_COMPRESSION).stream())
            .toList();

    private static final long BLOB_FILE = 64L << 20;
    private static final List<String> LARGE = List.of("meta", "operator");
    private static final List<String> APART = List.of("decisions", "dry_runs");
    private static final List<String> IN_ORDER = List.of("decision_times", "decision_subjects", "reminders");
    private static final List<String> SMALL = List.of("feeds", "refused", "budgets");

    private RocksDbFamilies() {}

    /**
     * All families, the default one first.
     *
     * @param owned takes what must be closed after the database
     */
    static List<ColumnFamilyDescriptor> wanted(List<AbstractNativeReference> owned) {
        Cache cache = keep(owned, new LRUCache(BLOCK_CACHE, ANY_SHARDS, false, FOR_INDEXES));
        List<ColumnFamilyDescriptor> wanted = new ArrayList<>();
        wanted.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family(cache, owned, WRITE_BUFFER)));
        wanted.add(named("records", growing(family(cache, owned, WRITE_BUFFER), owned)));
        LARGE.forEach(name -> wanted.add(named(name, family(cache, owned, WRITE_BUFFER))));
        APART.forEach(name -> wanted.add(named(name, apart(family(cache, owned, WRITE_BUFFER)))));
        IN_ORDER.forEach(name -> wanted.add(named(name, ordered(table(cache), owned, SMALL_BUFFER))));
        SMALL.forEach(name -> wanted.add(named(name, family(cache, owned, SMALL_BUFFER))));
        return wanted;
    }

    private static ColumnFamilyDescriptor named(String name, ColumnFamilyOptions family) {
        return new ColumnFamilyDescriptor(name.getBytes(UTF_8), family);
    }

    private static BlockBasedTableConfig table(Cache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                // In small parts, so that a part that is not in the cache costs one small read and drives out little.
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPinTopLevelIndexAndFilter(true);
    }

    /** Keys that are read in order, and looked up by themselves only where they are there as a rule. */
    private static ColumnFamilyOptions ordered(
            BlockBasedTableConfig table, List<AbstractNativeReference> owned, long writeBuffer) {
        return keep(
                owned,
                new ColumnFamilyOptions()
                        .setTableFormatConfig(table)
                        .setCompressionPerLevel(UNPACKED_FIRST)
                        .setLevel0FileNumCompactionTrigger(MERGED_AT_ONCE)
                        .setLevel0SlowdownWritesTrigger(SLOWED_FROM)
                        .setLevel0StopWritesTrigger(STOPPED_FROM)
                        .setWriteBufferSize(writeBuffer));
    }

    /** Keys that are looked up, most of all those that are not there. */
    private static ColumnFamilyOptions family(Cache cache, List<AbstractNativeReference> owned, long writeBuffer) {
        BlockBasedTableConfig table =
                table(cache).setFilterPolicy(keep(owned, new BloomFilter(10))).setPartitionFilters(true);
        return ordered(table, owned, writeBuffer)
                .setMemtablePrefixBloomSizeRatio(FILTER_OF_BUFFER)
                .setMemtableWholeKeyFiltering(true);
    }

    /** Puts what is merged into a value behind it. Without it, a log that has merges cannot be read. */
    static MergeOperator behind() {
        return new StringAppendOperator("");
    }

    private static ColumnFamilyOptions growing(ColumnFamilyOptions family, List<AbstractNativeReference> owned) {
        return family.setMergeOperator(keep(owned, behind()));
    }

    /**
     * Values are kept in files of their own and written once, whatever becomes of the keys. What came in together is forgotten
     * together, and a file goes when nothing in it is wanted any more: nothing is collected before, which would write old
     * values again with every merge of keys.
     */
    private static ColumnFamilyOptions apart(ColumnFamilyOptions family) {
        return family.setLevel0FileNumCompactionTrigger(MERGED_AT_ONCE_APART)
                .setEnableBlobFiles(true)
                .setMinBlobSize(APART_FROM)
                .setBlobFileSize(BLOB_FILE)
                .setBlobCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static <T extends AbstractNativeReference> T keep(List<AbstractNativeReference> owned, T reference) {
        owned.add(reference);
        return reference;
    }
}

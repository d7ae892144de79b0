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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
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
    private static final byte[] FORMAT_KEY = "format".getBytes(UTF_8);

    /** In format 1, records were written as a whole only. */
    private static final byte[] FORMAT = {2};

    private static final byte[] OLDER_FORMAT = {1};
    private static final int LOGS_WRITTEN_OVER = 4;

    /** What follows the first damage is dropped, as a power cut may leave it; the mark tells if that was more. */
    static final WALRecoveryMode RECOVERY = WALRecoveryMode.PointInTimeRecovery;

    /** About how many bytes a row takes of a batch beside its value. */
    static final int OF_A_ROW = 96;

    final RocksDB db;
    final ColumnFamilyHandle records;

    /** Decisions that reserved, by id; in folders written before there were {@link #dryRuns}, those too. */
    final ColumnFamilyHandle decisions;

    /** Dry runs, by id. */
    final ColumnFamilyHandle dryRuns;

    final ColumnFamilyHandle meta;
    final ColumnFamilyHandle operator;

    /** Of decisions, by kind and time: see {@link RocksDbDecisionTimes}. */
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

    /** How far the log was synced. */
    final SyncedMark mark;

    private RocksDbFolder(
            RocksDB db, List<ColumnFamilyHandle> families, List<AbstractNativeReference> owned, SyncedMark mark) {
        this.db = db;
        this.mark = mark;
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
            DBOptions options = options();
            owned.add(options);
            List<ColumnFamilyHandle> families = new ArrayList<>();
            List<ColumnFamilyDescriptor> wanted = RocksDbFamilies.wanted(owned);
            long synced = SyncedMark.read(folder);
            if (synced > 0) {
                requireAll(folder, LogAtRest.end(folder), synced);
            }
            RocksDB db = RocksDB.open(options, folder.toString(), wanted, families);
            RocksDbFolder opened = new RocksDbFolder(db, families, owned, markOf(folder, db));
            opened.checkFormat(folder);
            return opened;
        } catch (RocksDBException | IOException e) {
            release(owned);
            throw new CannotOpenStoreException(explain(folder, e), e);
        } catch (CannotOpenStoreException e) {
            release(owned);
            throw e;
        }
    }

    /**
     * Refuses a log that ends before what was synced, while nothing of it is dropped yet.
     *
     * @param end the last change that is left
     */
    private static void requireAll(Path folder, long end, long synced) {
        if (end < synced) {
            throw new CannotOpenStoreException(
                    "store " + folder + " is damaged (its log can be read up to change " + end
                            + ", and what was written up to " + synced
                            + " was acknowledged). Maybe restore the folder from a backup",
                    new IllegalStateException("short log"));
        }
    }

    private static SyncedMark markOf(Path folder, RocksDB db) throws IOException {
        try {
            return SyncedMark.open(folder);
        } catch (IOException e) {
            db.close();
            throw e;
        }
    }

    private static DBOptions options() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                // What follows the first damage is dropped, as a power cut may leave it; the mark tells if that was
                // more.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                // A log that is written over needs no change of the file's length with every sync.
                .setRecycleLogFileNum(LOGS_WRITTEN_OVER)
                .setMaxTotalWalSize(64L << 20)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(1L << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3)
                .setMaxLogFileSize(4L << 20);
    }

    /** The number that a batch names a family by. For any thread. */
    int number(ColumnFamilyHandle family) {
        return Objects.requireNonNull(numbers.get(family));
    }

    private void checkFormat(Path folder) throws RocksDBException {
        byte[] format = db.get(meta, FORMAT_KEY);
        if (format == null || Arrays.equals(format, OLDER_FORMAT)) {
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
        mark.close();
        families.forEach(AbstractNativeReference::close);
        db.close();
        release(owned);
    }
}

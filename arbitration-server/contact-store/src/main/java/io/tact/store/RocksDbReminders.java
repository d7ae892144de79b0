package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.port.Reminder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * The reminders of a folder, by time. {@link #comes} and {@link #written} are called by the thread that
 * commits; {@link #due} blocks and is for another.
 */
final class RocksDbReminders {
    private final RocksDbFolder folder;

    /** Guards the three below. */
    private final Object bounds = new Object();

    /** No reminder is due before it. Saves passing over all that were settled since the last compaction. */
    private long earliest = Long.MIN_VALUE;

    /** Up to where was looked last. */
    private long looked = Long.MIN_VALUE;

    private long surprises;

    /** The earliest of those in the batch that is being made. */
    private long earliestSet = Long.MAX_VALUE;

    RocksDbReminders(RocksDbFolder folder) {
        this.folder = folder;
    }

    private static byte[] key(Reminder reminder) {
        byte[] id = reminder.id().getBytes(UTF_8);
        return ByteBuffer.allocate(StoredKeys.TIME + 1 + id.length)
                .putLong(StoredKeys.ordered(reminder.due()))
                .put(octet(reminder.kind()))
                .put(id)
                .array();
    }

    private static byte octet(Reminder.Kind kind) {
        return (byte)
                switch (kind) {
                    case EXPIRY -> 1;
                    case ERASURE -> 2;
                    case REDACTION -> 3;
                };
    }

    private static Reminder.Kind kind(byte octet) {
        return switch (octet) {
            case 1 -> Reminder.Kind.EXPIRY;
            case 2 -> Reminder.Kind.ERASURE;
            case 3 -> Reminder.Kind.REDACTION;
            default -> throw new IllegalArgumentException(
                    "kind of reminder " + octet + " is not known. Maybe a newer version of Tact wrote it");
        };
    }

    boolean isOpen(Reminder reminder) throws RocksDBException {
        return folder.db.get(folder.reminders, key(reminder)) != null;
    }

    /** For any thread. */
    void set(BatchBytes batch, Reminder reminder) {
        batch.put(
                folder.number(folder.reminders),
                key(reminder),
                reminder.subscriber().getBytes(UTF_8));
    }

    /** For any thread. */
    void settle(BatchBytes batch, Reminder reminder) {
        batch.delete(folder.number(folder.reminders), key(reminder));
    }

    /** A reminder goes into the batch that is being made. */
    void comes(Reminder reminder) {
        earliestSet = Math.min(earliestSet, reminder.due().toEpochMilli());
    }

    /** What was put in the batch can be read. */
    void written() {
        synchronized (bounds) {
            if (earliestSet <= looked) {
                surprises++;
                earliest = Math.min(earliest, earliestSet);
            }
        }
        earliestSet = Long.MAX_VALUE;
    }

    List<Reminder> due(Instant now, int most) throws RocksDBException {
        long seen;
        Instant from;
        synchronized (bounds) {
            seen = surprises;
            from = Instant.ofEpochMilli(earliest);
            looked = Math.max(looked, now.toEpochMilli());
        }
        List<Reminder> due = new ArrayList<>();
        byte[] start = ByteBuffer.allocate(StoredKeys.TIME)
                .putLong(StoredKeys.ordered(from))
                .array();
        try (RocksIterator at = folder.db.newIterator(folder.reminders)) {
            for (at.seek(start); at.isValid() && due.size() < most; at.next()) {
                byte[] key = at.key();
                Instant when = StoredKeys.instantAt(key, 0);
                if (when.isAfter(now)) {
                    break;
                }
                String id = StoredKeys.text(key, StoredKeys.TIME + 1);
                due.add(new Reminder(when, kind(key[StoredKeys.TIME]), id, new String(at.value(), UTF_8)));
            }
            at.status();
        }
        synchronized (bounds) {
            if (seen == surprises) {
                earliest = due.isEmpty()
                        ? Math.max(earliest, now.toEpochMilli())
                        : due.get(0).due().toEpochMilli();
            }
        }
        return due;
    }
}

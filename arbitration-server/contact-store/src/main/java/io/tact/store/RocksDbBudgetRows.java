package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.policy.BudgetPeriod;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The rows of budgets, in one column family of a folder. Four kinds, told apart by the first octet of the key, each text being
 * led by its length: 1 a period (budget · name → ends · granted), 2 a lease (id → units · used · until · budget · name), 3 who
 * drew (reservation · budget · name), 4 the same the other way round (budget · name · reservation). A period and a lease are
 * found as they were changed since {@link #begin}; those who drew, and whatever is listed, as they are stored. Not for two
 * threads at once.
 */
final class RocksDbBudgetRows {
    private static final byte[] PERIOD = {1};
    private static final byte[] LEASE = {2};
    private static final byte[] DREW = {3};
    private static final byte[] DRAWN = {4};
    private static final byte[] NOTHING = {};

    /** A budget and the name of one of its periods. */
    record Of(String budget, String period) {
        static Of of(BudgetPeriod period) {
            return new Of(period.budget(), period.name());
        }

        private static Of read(ByteBuffer from) {
            return new Of(text(from), text(from));
        }

        private byte[] octets() {
            return join(StoredKeys.led(budget), StoredKeys.led(period));
        }
    }

    /**
     * What is counted of a period.
     *
     * @param ends when it is over, in milliseconds of the epoch
     */
    record Period(long ends, long granted) {
        Period granting(long more) {
            return new Period(ends, granted + more);
        }
    }

    /**
     * A lease; closed if it has no units.
     *
     * @param until for how long it was renewed, in milliseconds of the epoch
     */
    record Lease(Of of, long units, long used, long until) {
        Lease closed() {
            return new Lease(of, 0, 0, until);
        }

        boolean isOpen() {
            return units > 0;
        }

        long unspent() {
            return units - used;
        }
    }

    private final RocksDbFolder folder;
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<Of, Period> periods = new HashMap<>();

    RocksDbBudgetRows(RocksDbFolder folder) {
        this.folder = folder;
    }

    /** What changed before and was not written, since writing failed, never was. */
    void begin() {
        leases.clear();
        periods.clear();
    }

    /** Puts the periods and leases that changed in a batch. */
    void end(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<String, Lease> entry : leases.entrySet()) {
            byte[] key = join(LEASE, StoredKeys.led(entry.getKey()));
            Lease lease = entry.getValue();
            if (lease.isOpen()) {
                byte[] numbers = numbers(lease.units(), lease.used(), lease.until());
                batch.put(folder.budgets, key, join(numbers, lease.of().octets()));
            } else {
                batch.delete(folder.budgets, key);
            }
        }
        for (Map.Entry<Of, Period> entry : periods.entrySet()) {
            Period period = entry.getValue();
            byte[] key = join(PERIOD, entry.getKey().octets());
            batch.put(folder.budgets, key, numbers(period.ends(), period.granted()));
        }
    }

    void put(Of of, Period period) {
        periods.put(of, period);
    }

    void put(String id, Lease lease) {
        leases.put(id, lease);
    }

    @Nullable Period period(Of of) throws RocksDBException {
        Period changed = periods.get(of);
        if (changed != null) {
            return changed;
        }
        byte[] stored = folder.db.get(folder.budgets, join(PERIOD, of.octets()));
        return stored == null ? null : period(stored);
    }

    /** The lease of that id; null if it is not open. */
    @Nullable Lease lease(String id) throws RocksDBException {
        Lease changed = leases.get(id);
        if (changed == null) {
            byte[] stored = folder.db.get(folder.budgets, join(LEASE, StoredKeys.led(id)));
            return stored == null ? null : lease(stored);
        }
        return changed.isOpen() ? changed : null;
    }

    /** Every lease that is stored as open. */
    void eachLease(BiConsumer<String, Lease> taker) throws RocksDBException {
        try (RocksIterator at = folder.db.newIterator(folder.budgets)) {
            for (at.seek(LEASE); at.isValid() && StoredKeys.startsWith(at.key(), LEASE); at.next()) {
                taker.accept(text(ByteBuffer.wrap(at.key()).position(1)), lease(at.value()));
            }
            at.status();
        }
    }

    /** Every period that is stored and was over before an instant, in milliseconds of the epoch. */
    List<Of> over(long before) throws RocksDBException {
        List<Of> over = new ArrayList<>();
        for (byte[] key : keys(PERIOD, Integer.MAX_VALUE)) {
            byte[] stored = folder.db.get(folder.budgets, key);
            if (stored != null && period(stored).ends() < before) {
                over.add(Of.read(ByteBuffer.wrap(key).position(1)));
            }
        }
        return over;
    }

    /** A reservation drew on a period. */
    void putDrawn(WriteBatch batch, Of of, String reservation) throws RocksDBException {
        byte[] led = StoredKeys.led(reservation);
        batch.put(folder.budgets, join(DREW, led, of.octets()), NOTHING);
        batch.put(folder.budgets, join(DRAWN, of.octets(), led), NOTHING);
    }

    /** Deletes that a reservation drew; on what it did. */
    List<Of> deleteDrawn(WriteBatch batch, String reservation) throws RocksDBException {
        byte[] led = StoredKeys.led(reservation);
        List<Of> drawn = new ArrayList<>();
        for (byte[] key : keys(join(DREW, led), Integer.MAX_VALUE)) {
            Of of = Of.read(ByteBuffer.wrap(key).position(1 + led.length));
            drawn.add(of);
            batch.delete(folder.budgets, key);
            batch.delete(folder.budgets, join(DRAWN, of.octets(), led));
        }
        return drawn;
    }

    /**
     * Deletes who drew on a period, at most so many, and the period once nobody is left.
     *
     * @return how many rows of both; {@code most} or less, and less if all of it is gone
     */
    int delete(WriteBatch batch, Of of, int most) throws RocksDBException {
        byte[] prefix = join(DRAWN, of.octets());
        List<byte[]> drawn = keys(prefix, most);
        for (byte[] key : drawn) {
            byte[] led = Arrays.copyOfRange(key, prefix.length, key.length);
            batch.delete(folder.budgets, key);
            batch.delete(folder.budgets, join(DREW, led, of.octets()));
        }
        if (drawn.size() >= most) {
            return drawn.size();
        }
        batch.delete(folder.budgets, join(PERIOD, of.octets()));
        return drawn.size() + 1;
    }

    private static Period period(byte[] stored) {
        ByteBuffer value = ByteBuffer.wrap(stored);
        return new Period(value.getLong(), value.getLong());
    }

    private static Lease lease(byte[] stored) {
        ByteBuffer value = ByteBuffer.wrap(stored);
        long units = value.getLong();
        long used = value.getLong();
        long until = value.getLong();
        return new Lease(Of.read(value), units, used, until);
    }

    private List<byte[]> keys(byte[] prefix, int most) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        try (RocksIterator at = folder.db.newIterator(folder.budgets)) {
            for (at.seek(prefix);
                    keys.size() < most && at.isValid() && StoredKeys.startsWith(at.key(), prefix);
                    at.next()) {
                keys.add(at.key());
            }
            at.status();
        }
        return keys;
    }

    private static String text(ByteBuffer from) {
        byte[] text = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(text);
        return new String(text, UTF_8);
    }

    private static byte[] numbers(long... numbers) {
        ByteBuffer octets = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            octets.putLong(number);
        }
        return octets.array();
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}

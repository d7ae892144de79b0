package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.policy.BudgetPeriod;
import io.tact.port.Alongside;
import io.tact.port.BudgetStore.Size;
import io.tact.port.BudgetStore.Use;
import io.tact.port.BudgetStore.Wanted;
import io.tact.port.Draw;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The budgets of a folder, in one column family. Four kinds of row, told apart by the first octet of the key, each text being
 * led by its length: 1 a period (budget · name → ends · granted), 2 a lease (id → units · used · until · budget · name), 3 who
 * drew (reservation · budget · name), 4 the same the other way round (budget · name · reservation). Not for two threads at
 * once: every call stands between {@link #begin} and {@link #end}, which writes what changed in between.
 */
final class RocksDbBudgets {
    private static final byte[] PERIOD = {1};
    private static final byte[] LEASE = {2};
    private static final byte[] DREW = {3};
    private static final byte[] DRAWN = {4};
    private static final byte[] NOTHING = {};
    private static final long NEVER = Long.MAX_VALUE;

    /** A change of budgets. */
    @FunctionalInterface
    interface Change<T> {
        T make(RocksDbBudgets budgets, WriteBatch batch) throws RocksDBException;
    }

    /** A budget and the name of one of its periods. */
    private record Of(String budget, String period) {
        static Of of(BudgetPeriod period) {
            return new Of(period.budget(), period.name());
        }

        byte[] octets() {
            return join(StoredKeys.led(budget), StoredKeys.led(period));
        }
    }

    private record Period(long ends, long granted) {
        Period granting(long more) {
            return new Period(ends, granted + more);
        }
    }

    /** A lease; closed if it has no units. */
    private record Lease(Of of, long units, long used, long until) {
        Lease closed() {
            return new Lease(of, 0, 0, until);
        }

        boolean isOpen() {
            return units > 0;
        }
    }

    private final RocksDbFolder folder;
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<Of, Period> periods = new HashMap<>();

    RocksDbBudgets(RocksDbFolder folder) {
        this.folder = folder;
    }

    /** What changed before and was not written, since writing failed, never was. */
    void begin() {
        leases.clear();
        periods.clear();
    }

    /** Puts what changed in a batch. */
    void end(WriteBatch batch) throws RocksDBException {
        for (Map.Entry<String, Lease> entry : leases.entrySet()) {
            byte[] key = join(LEASE, StoredKeys.led(entry.getKey()));
            Lease lease = entry.getValue();
            if (lease.isOpen()) {
                batch.put(
                        folder.budgets,
                        key,
                        join(
                                numbers(lease.units(), lease.used(), lease.until()),
                                lease.of().octets()));
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

    /** How much a lease has left; negative if it is not open. */
    long left(String id) throws RocksDBException {
        Lease lease = lease(id);
        return lease == null ? -1 : lease.units() - lease.used();
    }

    void put(WriteBatch batch, Alongside alongside) throws RocksDBException {
        for (Draw draw : alongside.draws()) {
            Lease lease = lease(draw.lease());
            if (lease == null) {
                throw new IllegalStateException("lease " + draw.lease() + " is not open");
            }
            leases.put(draw.lease(), new Lease(lease.of(), lease.units(), lease.used() + 1, lease.until()));
            byte[] reservation = StoredKeys.led(draw.reservation());
            batch.put(folder.budgets, join(DREW, reservation, lease.of().octets()), NOTHING);
            batch.put(folder.budgets, join(DRAWN, lease.of().octets(), reservation), NOTHING);
        }
        for (String released : alongside.released()) {
            byte[] reservation = StoredKeys.led(released);
            for (byte[] key : keys(join(DREW, reservation), Integer.MAX_VALUE)) {
                ByteBuffer rest = ByteBuffer.wrap(key).position(1 + reservation.length);
                Of of = new Of(text(rest), text(rest));
                grant(of, -1);
                batch.delete(folder.budgets, key);
                batch.delete(folder.budgets, join(DRAWN, of.octets(), reservation));
            }
        }
    }

    long lease(Wanted wanted, Size size) throws RocksDBException {
        Of of = Of.of(wanted.period());
        Period period = period(of);
        if (period == null) {
            Instant ends = wanted.period().ends();
            period = new Period(ends == null ? NEVER : ends.toEpochMilli(), 0);
        }
        long units = size.units(period.granted());
        if (units > 0) {
            Lease before = lease(wanted.lease());
            periods.put(of, period.granting(units));
            leases.put(
                    wanted.lease(),
                    new Lease(
                            of,
                            units + (before == null ? 0 : before.units()),
                            before == null ? 0 : before.used(),
                            wanted.until().toEpochMilli()));
        }
        return units;
    }

    Set<String> renew(Collection<String> ids, Instant until) throws RocksDBException {
        Set<String> open = new HashSet<>();
        for (String id : ids) {
            Lease lease = lease(id);
            if (lease != null) {
                leases.put(id, new Lease(lease.of(), lease.units(), lease.used(), until.toEpochMilli()));
                open.add(id);
            }
        }
        return open;
    }

    /** How many were open. */
    int close(Collection<String> ids) throws RocksDBException {
        int closed = 0;
        for (String id : ids) {
            Lease lease = lease(id);
            if (lease != null) {
                grant(lease.of(), lease.used() - lease.units());
                leases.put(id, lease.closed());
                closed++;
            }
        }
        return closed;
    }

    int reclaim(Instant before, int most) throws RocksDBException {
        List<String> old = new ArrayList<>();
        eachLease((id, lease) -> {
            if (lease.until() < before.toEpochMilli() && old.size() < most) {
                old.add(id);
            }
        });
        return close(old);
    }

    /** Forgets periods, each once nobody is left who drew on it. */
    int prune(WriteBatch batch, Instant before, int most) throws RocksDBException {
        int rows = 0;
        for (byte[] key : keys(PERIOD, Integer.MAX_VALUE)) {
            byte[] stored = folder.db.get(folder.budgets, key);
            if (stored == null || ByteBuffer.wrap(stored).getLong() >= before.toEpochMilli()) {
                continue;
            }
            ByteBuffer named = ByteBuffer.wrap(key).position(1);
            byte[] of = new Of(text(named), text(named)).octets();
            byte[] prefix = join(DRAWN, of);
            for (byte[] drawn : keys(prefix, most - rows)) {
                byte[] reservation = java.util.Arrays.copyOfRange(drawn, prefix.length, drawn.length);
                batch.delete(folder.budgets, drawn);
                batch.delete(folder.budgets, join(DREW, reservation, of));
                rows++;
            }
            if (rows >= most) {
                return rows;
            }
            batch.delete(folder.budgets, key);
            rows++;
        }
        return rows;
    }

    List<Use> uses(Collection<BudgetPeriod> wanted) throws RocksDBException {
        Map<Of, Long> unspent = new HashMap<>();
        eachLease((id, lease) -> unspent.merge(lease.of(), lease.units() - lease.used(), Long::sum));
        List<Use> uses = new ArrayList<>();
        for (BudgetPeriod period : wanted) {
            Of of = Of.of(period);
            Period stored = period(of);
            if (stored != null) {
                uses.add(new Use(period, stored.granted(), unspent.getOrDefault(of, 0L)));
            }
        }
        return uses;
    }

    /** A period that was forgotten stays so. */
    private void grant(Of of, long more) throws RocksDBException {
        Period period = period(of);
        if (period != null) {
            periods.put(of, period.granting(more));
        }
    }

    private @Nullable Period period(Of of) throws RocksDBException {
        Period changed = periods.get(of);
        if (changed != null) {
            return changed;
        }
        byte[] stored = folder.db.get(folder.budgets, join(PERIOD, of.octets()));
        if (stored == null) {
            return null;
        }
        ByteBuffer value = ByteBuffer.wrap(stored);
        return new Period(value.getLong(), value.getLong());
    }

    private @Nullable Lease lease(String id) throws RocksDBException {
        Lease changed = leases.get(id);
        if (changed == null) {
            byte[] stored = folder.db.get(folder.budgets, join(LEASE, StoredKeys.led(id)));
            return stored == null ? null : lease(stored);
        }
        return changed.isOpen() ? changed : null;
    }

    private static Lease lease(byte[] stored) {
        ByteBuffer value = ByteBuffer.wrap(stored);
        long units = value.getLong();
        long used = value.getLong();
        long until = value.getLong();
        return new Lease(new Of(text(value), text(value)), units, used, until);
    }

    /** Every lease that is stored as open. */
    private void eachLease(BiConsumer<String, Lease> taker) throws RocksDBException {
        try (RocksIterator at = folder.db.newIterator(folder.budgets)) {
            for (at.seek(LEASE); at.isValid() && StoredKeys.startsWith(at.key(), LEASE); at.next()) {
                taker.accept(text(ByteBuffer.wrap(at.key()).position(1)), lease(at.value()));
            }
            at.status();
        }
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

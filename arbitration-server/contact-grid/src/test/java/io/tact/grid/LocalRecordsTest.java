package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LocalRecordsTest {
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("S-1");
    private static final Ownership.Place HERE = new Ownership.Place(7, 0);

    @Test
    void holdsTheNewestVersionWhateverTheOrderOfOffers() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.written(KEY, packed(2), HERE);
        local.read(KEY, packed(1), HERE);
        assertThat(local.get(KEY)).isEqualTo(record(KEY, 2));
        local.drop(KEY, 1);
        assertThat(local.get(KEY)).isEqualTo(record(KEY, 2));
        local.drop(KEY, 2);
        assertThat(local.get(KEY)).isNull();
        assertThat(local.weight()).isZero();
    }

    @Test
    void staysWithinItsBoundAndKeepsWhatIsUsed() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.written(KEY, packed(1), HERE);
        for (int i = 0; i < 10_000; i++) {
            local.written(LedgerKey.ofAccount("A-" + i), packed(1), HERE);
            assertThat(local.get(KEY)).as("after %d", i).isNotNull();
        }
        assertThat(local.weight()).isBetween(1L << 19, 1L << 20);
        assertThat(local.get(LedgerKey.ofAccount("A-0"))).isNull();
    }

    @Test
    void whatIsNotTrustedAnyMoreIsNeitherGivenNorKept() {
        AtomicBoolean mine = new AtomicBoolean(true);
        LocalRecords local = new LocalRecords(1 << 20, place -> mine.get());
        local.written(KEY, packed(2), HERE);
        local.written(LedgerKey.ofAccount("A"), packed(2), HERE);
        mine.set(false);
        assertThat(local.get(KEY)).isNull();
        local.sweep();
        assertThat(local.weight()).isZero();
        local.written(KEY, packed(3), HERE);
        mine.set(true);
        assertThat(local.get(KEY)).isNull();
        local.written(KEY, packed(1), HERE);
        assertThat(local.get(KEY)).isEqualTo(record(KEY, 1));
    }

    @Test
    void aRecordTooLargeToHoldLeavesNoOlderOneBehind() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.written(KEY, packed(1), HERE);
        local.written(KEY, RecordCodec.encode(new Redirect(KEY, 2, null, "S".repeat(100_000)), 2), HERE);
        assertThat(local.get(KEY)).isNull();
        assertThat(local.weight()).isZero();
        LocalRecords none = new LocalRecords(0, place -> true);
        none.written(KEY, packed(1), HERE);
        assertThat(none.get(KEY)).isNull();
    }

    @Test
    void whatIsReadAgainStaysUnpackedUntilItIsWritten() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.written(KEY, packed(1), HERE);
        long packed = local.weight();
        LedgerRecord first = local.get(KEY);
        assertThat(local.weight()).isEqualTo(packed);
        LedgerRecord second = local.get(KEY);
        assertThat(local.weight()).isGreaterThan(packed);
        assertThat(local.get(KEY)).isSameAs(second).isEqualTo(first);
        local.written(KEY, packed(2), HERE);
        assertThat(local.weight()).isEqualTo(packed);
        assertThat(local.get(KEY)).isEqualTo(record(KEY, 2));
        local.drop(KEY, 2);
        assertThat(local.weight()).isZero();
    }

    @Test
    void whatWasReadElsewhereWasReadOnce() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.read(KEY, packed(1), HERE);
        LedgerRecord second = local.get(KEY);
        assertThat(local.get(KEY)).isSameAs(second);
    }

    private static byte[] packed(long version) {
        return RecordCodec.encode(record(KEY, version), version);
    }

    private static Redirect record(LedgerKey key, long version) {
        return new Redirect(key, version, null, null);
    }
}

package io.tact.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import io.tact.history.Redirect;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LocalRecordsTest {
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("S-1");
    private static final Ownership.Place HERE = new Ownership.Place(7, 0);

    @Test
    void holdsTheNewestVersionWhateverTheOrderOfOffers() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.offer(record(KEY, 2), HERE, 100);
        local.offer(record(KEY, 1), HERE, 100);
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
        for (int i = 0; i < 10_000; i++) {
            local.offer(record(LedgerKey.ofAccount("A-" + i), 1), HERE, 500);
            local.offer(record(KEY, 1), HERE, 500);
            assertThat(local.get(KEY)).as("after %d", i).isNotNull();
        }
        assertThat(local.weight()).isBetween(1L << 19, 1L << 20);
        assertThat(local.get(LedgerKey.ofAccount("A-0"))).isNull();
    }

    @Test
    void whatIsNotTrustedAnyMoreIsNeitherGivenNorKept() {
        AtomicBoolean mine = new AtomicBoolean(true);
        LocalRecords local = new LocalRecords(1 << 20, place -> mine.get());
        local.offer(record(KEY, 2), HERE, 100);
        local.offer(record(LedgerKey.ofAccount("A"), 2), HERE, 100);
        mine.set(false);
        assertThat(local.get(KEY)).isNull();
        local.sweep();
        assertThat(local.weight()).isZero();
        local.offer(record(KEY, 3), HERE, 100);
        mine.set(true);
        assertThat(local.get(KEY)).isNull();
        local.offer(record(KEY, 1), HERE, 100);
        assertThat(local.get(KEY)).isEqualTo(record(KEY, 1));
    }

    @Test
    void aRecordTooLargeToHoldLeavesNoOlderOneBehind() {
        LocalRecords local = new LocalRecords(1 << 20, place -> true);
        local.offer(record(KEY, 1), HERE, 100);
        local.offer(record(KEY, 2), HERE, 10_000_000);
        assertThat(local.get(KEY)).isNull();
        assertThat(local.weight()).isZero();
        LocalRecords none = new LocalRecords(0, place -> true);
        none.offer(record(KEY, 1), HERE, 1);
        assertThat(none.get(KEY)).isNull();
    }

    private static Redirect record(LedgerKey key, long version) {
        return new Redirect(key, version, null, null);
    }
}

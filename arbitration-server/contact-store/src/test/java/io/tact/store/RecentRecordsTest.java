package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {
    private static final LedgerKey ONE = LedgerKey.ofSubscriber("one");
    private static final LedgerKey TWO = LedgerKey.ofSubscriber("two");
    private static final LedgerKey THREE = LedgerKey.ofSubscriber("three");

    private final RecentRecords records = new RecentRecords(2);

    @Test
    void remembersWhatItIsTold() {
        records.add(ONE).version = 5;
        assertThat(records.of(ONE)).satisfies(known -> assertThat(known.version).isEqualTo(5));
        assertThat(records.of(TWO)).isNull();
    }

    @Test
    void letsThoseGoThatWereRememberedLongest() {
        RecentRecords.Known one = records.add(ONE);
        RecentRecords.Known two = records.add(TWO);
        assertThat(records.of(ONE)).isSameAs(one);
        RecentRecords.Known three = records.add(THREE);
        assertThat(records.of(ONE)).isNull();
        assertThat(records.of(TWO)).isSameAs(two);
        assertThat(records.of(THREE)).isSameAs(three);
    }

    @Test
    void forgetsEverythingWhenNobodyKnowsWhatWasWritten() {
        records.add(ONE);
        records.forget();
        assertThat(records.of(ONE)).isNull();
    }
}

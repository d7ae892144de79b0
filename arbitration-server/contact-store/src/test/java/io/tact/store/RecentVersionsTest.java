package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.history.LedgerKey;
import org.junit.jupiter.api.Test;

class RecentVersionsTest {
    private static final LedgerKey ONE = LedgerKey.ofSubscriber("one");
    private static final LedgerKey TWO = LedgerKey.ofSubscriber("two");
    private static final LedgerKey THREE = LedgerKey.ofSubscriber("three");

    private final RecentVersions versions = new RecentVersions(2);

    @Test
    void tellsTheLatestVersionAndThatARecordIsNotThere() {
        versions.put(ONE, 4);
        versions.put(ONE, 5);
        versions.put(TWO, 0);
        assertThat(versions.of(ONE)).isEqualTo(5);
        assertThat(versions.of(TWO)).isZero();
        assertThat(versions.of(THREE)).isNull();
    }

    @Test
    void letsThoseGoThatWereRememberedLongest() {
        versions.put(ONE, 1);
        versions.put(TWO, 1);
        versions.put(ONE, 2);
        versions.put(THREE, 1);
        assertThat(versions.of(ONE)).isNull();
        assertThat(versions.of(TWO)).isEqualTo(1);
        assertThat(versions.of(THREE)).isEqualTo(1);
    }

    @Test
    void forgetsEverythingWhenNobodyKnowsWhatWasWritten() {
        versions.put(ONE, 1);
        versions.forget();
        assertThat(versions.of(ONE)).isNull();
    }
}

package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.history.LedgerKey;
import io.tact.history.RecordPatch;
import io.tact.port.RecordWrite;
import io.tact.port.StoredRecord;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordRowTest {
    private static final LedgerKey KEY = LedgerKey.ofSubscriber("anna");
    private static final byte[] PACKED = {7, 8, 9};
    private static final byte[] EARLIER = {0, 0, 0, 0, 0, 0, 1, 4, 7, 8, 9};

    private static long version(byte[] row) {
        return RecordRow.version(Arrays.copyOf(row, RecordRow.HEAD), row.length);
    }

    @Test
    void saysItsVersionWithoutBeingReadAsAWhole() {
        byte[] row = RecordRow.whole(new RecordWrite(KEY, 259, PACKED));
        assertThat(version(row)).isEqualTo(260);
        assertThat(RecordRow.record(KEY, row)).usingRecursiveComparison().isEqualTo(new StoredRecord(KEY, 260, PACKED));
    }

    @Test
    void oneToWhichSomethingWasAddedMustBeReadAsAWhole() {
        byte[] row = RecordRow.whole(new RecordWrite(KEY, 259, PACKED));
        assertThat(version(Arrays.copyOf(row, row.length + 1))).isNegative();
    }

    @Test
    void rowsThatWereWrittenEarlierAreRead() {
        assertThat(version(EARLIER)).isEqualTo(260);
        assertThat(RecordRow.record(KEY, EARLIER))
                .usingRecursiveComparison()
                .isEqualTo(new StoredRecord(KEY, 260, PACKED));
    }

    @Test
    void whatIsNoRowIsRefused() {
        byte[] row = RecordRow.whole(new RecordWrite(KEY, 0, PACKED));
        for (int length = 0; length < row.length; length++) {
            byte[] cut = Arrays.copyOf(row, length);
            assertThatThrownBy(() -> RecordRow.record(KEY, cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
        }
        assertThatThrownBy(() -> RecordRow.record(KEY, Arrays.copyOf(row, row.length + 6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> RecordRow.version(row, 7)).hasMessageContaining("damaged");
        row[0] = 3;
        assertThatThrownBy(() -> version(row)).hasMessageStartingWith("row format 3 is not known. Maybe ");
        assertThatThrownBy(() -> RecordRow.record(KEY, row))
                .hasMessageStartingWith("row format 3 is not known. Maybe ");
    }

    @Test
    void anAdditionWithoutWhatItWasAddedToIsNoRow() {
        byte[] added = RecordRow.added(new RecordPatch(PACKED, 1, 2), 4);
        assertThatThrownBy(() -> version(added)).hasMessageContaining("damaged");
        assertThatThrownBy(() -> RecordRow.record(KEY, added)).hasMessageContaining("damaged");
    }
}

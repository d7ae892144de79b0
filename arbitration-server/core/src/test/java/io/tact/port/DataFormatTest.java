package io.tact.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.history.RecordCodec;
import org.junit.jupiter.api.Test;

class DataFormatTest {

    @Test
    void whoeverAddsAFormatOfRecordsAddsADataFormatToo() {
        assertThat(DataFormat.NEWEST.records()).isEqualTo(RecordCodec.FORMAT);
    }

    @Test
    void noneReadsLessThanTheOneBefore() {
        for (int number = 2; number <= DataFormat.NEWEST.number(); number++) {
            DataFormat before = DataFormat.of(number - 1);
            DataFormat format = DataFormat.of(number);
            assertThat(format.number()).isEqualTo(number);
            assertThat(format).as("each changes something").isNotEqualTo(before);
            assertThat(format.records()).isGreaterThanOrEqualTo(before.records());
            assertThat(format.inputs()).isGreaterThanOrEqualTo(before.inputs());
        }
    }

    @Test
    void saysWhichItKnows() {
        assertThat(DataFormat.of(3)).hasToString("data format 3 (records of format 2, decision inputs of format 3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataFormat.of(5))
                .withMessage("data format (5) must be 1 to 4");
    }
}

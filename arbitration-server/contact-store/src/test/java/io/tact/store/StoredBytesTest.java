package io.tact.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.history.PackedWriter;
import io.tact.port.DecisionRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredBytesTest {
    private static final Instant AT = Instant.parse("2026-11-28T09:30:00.123Z");

    @Test
    void aDecisionComesBackAsItWasStored() {
        DecisionRow row = new DecisionRow("d1", AT, new byte[] {1}, "S-1", new byte[] {2, 3}, new byte[] {4});
        assertThat(StoredBytes.decision("d1", StoredBytes.of(row)))
                .usingRecursiveComparison()
                .isEqualTo(row);
    }

    @Test
    void aDecisionOfFormat1IsReadAndDoesNotSayWhen() {
        PackedWriter out = new PackedWriter();
        out.octet(1);
        out.blob(new byte[] {1});
        out.text("S-1");
        out.blob(new byte[] {2, 3});
        out.blob(new byte[] {4});
        assertThat(StoredBytes.decision("d1", out.toByteArray()))
                .usingRecursiveComparison()
                .isEqualTo(
                        new DecisionRow("d1", Instant.EPOCH, new byte[] {1}, "S-1", new byte[] {2, 3}, new byte[] {4}));
    }

    @Test
    void aDecisionOfAFormatToComeIsRefused() {
        assertThatThrownBy(() -> StoredBytes.decision("d1", new byte[] {3}))
                .hasMessage("stored format 3 is not known. Maybe a newer version of Tact wrote it");
    }
}

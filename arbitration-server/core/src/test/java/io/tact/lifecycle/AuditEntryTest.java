package io.tact.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    private static final Instant AT = Instant.parse("2026-11-23T09:30:15.250Z");

    private final AuditEntry erased =
            new AuditEntry(AT, AuditEntry.Action.ERASED, "anonymous", "hash", "asked", Map.of("contacts", 2L));
    private final AuditEntry changed = new AuditEntry(
            AT,
            AuditEntry.Action.CHANGED,
            "ops-desk",
            List.of("publisher", "sre"),
            "putSuspension",
            "stop-topup",
            "",
            "wrong price",
            Map.of());

    @Test
    void entriesComeBackAsTheyWere() {
        assertThat(AuditEntry.unpack(AT, erased.packed())).isEqualTo(erased);
        assertThat(AuditEntry.unpack(AT, changed.packed())).isEqualTo(changed);
    }

    @Test
    void whatNeedsNoRolesStaysReadableForEveryNode() {
        assertThat(erased.packed()[0]).isEqualTo((byte) 1);
        assertThat(changed.packed()[0]).isEqualTo((byte) 2);
    }

    @Test
    void refusesEveryTruncationAndFormatsThatAreNotKnownYet() {
        byte[] packed = changed.packed();
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatIllegalArgumentException().isThrownBy(() -> AuditEntry.unpack(AT, cut));
        }
        packed[0] = 3;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuditEntry.unpack(AT, packed))
                .withMessageContaining("format 3 of an audit entry is not known");
    }
}

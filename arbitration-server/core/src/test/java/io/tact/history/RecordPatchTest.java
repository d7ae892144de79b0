package io.tact.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordPatchTest {
    private static final byte[] OLD = "the old bytes".getBytes(US_ASCII);
    private static final byte[] NEW = "these are the new bytes!".getBytes(US_ASCII);

    private static byte[] oldToNew() {
        RecordPatch.Copies copies = new RecordPatch.Copies();
        copies.copied(10, 0, 4);
        copies.copied(14, 4, 0);
        copies.copied(17, 7, 6);
        return copies.patch(OLD, NEW).bytes();
    }

    @Test
    void copiesWhatWasThereAndSaysTheRest() {
        assertThat(RecordPatch.apply(OLD, oldToNew())).isEqualTo(NEW);
    }

    @Test
    void whereNothingIsCopiedItSaysAll() {
        RecordPatch patch = new RecordPatch.Copies().patch(OLD, NEW);
        assertThat(RecordPatch.apply(new byte[0], patch.bytes())).isEqualTo(NEW);
        assertThat(patch.from()).isEqualTo(RecordPatch.sum(OLD));
        assertThat(patch.to()).isEqualTo(RecordPatch.sum(NEW));
    }

    @Test
    void aContactMoreTakesAFractionOfTheRecord() {
        ContactHistory typical = TypicalHistory.of("S-1", 10);
        byte[] packed = RecordCodec.encode(typical, 7);
        ContactHistory read = (ContactHistory) RecordCodec.decode(typical.key(), packed);
        ContactHistory changed = TypicalHistory.reserving(read, "01m3x9v3k0c8j9q6w2e5r7t1yz-1");
        RecordPatch patch = RecordCodec.packed(changed, 8, RecordCodec.FORMAT).patch();
        assertThat(Objects.requireNonNull(patch).bytes()).hasSizeLessThan(packed.length / 4);
    }

    @Test
    void whatItWasNotMadeFromIsToldApart() {
        byte[] other = OLD.clone();
        other[0]++;
        assertThatThrownBy(() -> RecordPatch.apply(other, oldToNew()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong");
    }

    @Test
    void damageNeverMakesBytes() {
        byte[] patch = oldToNew();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = random.nextBoolean() ? patch.clone() : Arrays.copyOf(patch, random.nextInt(patch.length));
            if (damaged.length == patch.length) {
                damaged[random.nextInt(patch.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThatThrownBy(() -> RecordPatch.apply(OLD, damaged)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

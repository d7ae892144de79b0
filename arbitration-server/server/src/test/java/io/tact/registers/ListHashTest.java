package io.tact.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ListHashTest {
    /** The key 00 01 … 0f and the messages of 0, 1, 7, 8 and 15 bytes 00 01 02 … of the authors' own test vectors. */
    @Test
    void givesWhatItsAuthorsGive() {
        ListHash hash = new ListHash(counting(16));
        assertThat(hash.of(counting(0))).isEqualTo(0x726fdb47dd0e0e31L);
        assertThat(hash.of(counting(1))).isEqualTo(0x74f839c593dc67fdL);
        assertThat(hash.of(counting(7))).isEqualTo(0xab0200f58b01d137L);
        assertThat(hash.of(counting(8))).isEqualTo(0x93f5f5799a932462L);
        assertThat(hash.of(counting(15))).isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void anotherKeyGivesAnotherHash() {
        byte[] key = counting(16);
        long one = new ListHash(key).of("+33612345678");
        key[15]++;
        assertThat(new ListHash(key).of("+33612345678")).isNotEqualTo(one);
        assertThatIllegalArgumentException().isThrownBy(() -> new ListHash(counting(15)));
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}

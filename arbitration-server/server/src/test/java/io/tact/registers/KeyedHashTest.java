package io.tact.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.port.InMemoryOperatorStore;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private final InMemoryOperatorStore.Disk disk = new InMemoryOperatorStore.Disk();

    private KeyedHash open() {
        return KeyedHash.of(new InMemoryOperatorStore(disk))
                .toCompletableFuture()
                .join();
    }

    @Test
    void isTheSameOnEveryNodeAndAfterEveryRestart() {
        assertThat(open().of("line +33612345678")).isEqualTo(open().of("line +33612345678"));
    }

    @Test
    void tellsNothingWithoutTheKeyOfTheStore() {
        KeyedHash other = KeyedHash.of(new InMemoryOperatorStore(new InMemoryOperatorStore.Disk()))
                .toCompletableFuture()
                .join();

        assertThat(open().of("line +33612345678")).isNotEqualTo(other.of("line +33612345678"));
        assertThat(open().of("a")).isNotEqualTo(open().of("b")).matches("[\\w-]{22}");
    }

    @Test
    void isTheHashOfTheStandard() {
        // A key of zeros is as an empty one: HMAC-SHA-256 of nothing under nothing is b613679a0814d9ec772f95d778c35fc5…
        byte[] key = HexFormat.of().parseHex("00".repeat(32));
        assertThat(new KeyedHash(key).of("")).isEqualTo("thNnmggU2ex3L5XXeMNfxQ");
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyedHash(new byte[16]));
    }
}

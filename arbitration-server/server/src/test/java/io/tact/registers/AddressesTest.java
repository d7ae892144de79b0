package io.tact.registers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @Test
    void oneFormForEveryWayOfWriting() {
        assertThat(Addresses.normal("+33612345678")).isEqualTo("+33612345678");
        assertThat(Addresses.normal(" +33 6 12\u00a034 56\t78 ")).isEqualTo("+33612345678");
        assertThat(Addresses.normal("+1234567")).isEqualTo("+1234567");
        assertThat(Addresses.normal("+123456789012345")).isEqualTo("+123456789012345");
        assertThat(Addresses.normal("Some.One@Example.ORG\r")).isEqualTo("some.one@example.org");
        assertThat(Addresses.normal("a@b")).isEqualTo("a@b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "+0612345678",
                "0612345678",
                "+123456",
                "+1234567890123456",
                "+3361234567a",
                "@b",
                "a@",
                "a@b@c",
                "some one@example.org",
                "token-0815",
                "+33612345678,+33612345679"
            })
    void nothingElseIsAnAddress(String text) {
        assertThat(Addresses.normal(text)).isNull();
    }
}

package io.tact.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest(name = "{0} and {1} are {2} apart")
    @CsvSource({
        "'', '', 0",
        "SMS, SMS, 0",
        "'', SMS, 3",
        "SSM, SMS, 1",
        "SMMS, SMS, 1",
        "SM, SMS, 1",
        "SNS, SMS, 1",
        "EMIAL, EMAIL, 1",
        "chanels, channels, 1",
        "SSM, USSD, 2",
        "CA, ABC, 3",
        "kitten, sitting, 3"
    })
    void countsLettersPutInTakenOutReplacedAndSwapped(String a, String b, int apart) {
        assertThat(EditDistance.between(a, b)).isEqualTo(apart);
        assertThat(EditDistance.between(b, a)).isEqualTo(apart);
    }
}

package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataVersionsTest {
    @Test
    void namesTheReleaseOfEveryTable() {
        DataVersions versions = DataVersions.current();

        assertThat(versions.clocks()).matches("20[0-9]{2}[a-z]");
        assertThat(versions.countryZones()).matches("20[0-9]{2}[a-z]");
        assertThat(versions.numbers()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(versions.numberAreas()).matches("[0-9]+\\.[0-9]+");
        assertThat(versions.holidays()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
    }
}

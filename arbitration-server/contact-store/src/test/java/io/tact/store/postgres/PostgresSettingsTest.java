package io.tact.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tact.store.postgres.PostgresSettings.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {
    private static final String URL = "jdbc:postgresql://db.example:5432/tact?sslmode=verify-full";

    @Test
    void neverShowsThePassword() {
        assertThat(PostgresSettings.of(URL, "tact", "hunter2"))
                .hasToString("PostgresSettings[db.example:5432/tact, user=tact, connections=6,"
                        + " Timeouts[connect=PT2S, lock=PT1S, statement=PT5S, queue=PT5S]]");
    }

    @Test
    void refusesAnAddressOfSomethingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresSettings.of("jdbc:mysql://db/tact", "tact", ""))
                .withMessage("url (jdbc:mysql://db/tact) must begin with jdbc:postgresql:."
                        + " Maybe jdbc:postgresql://127.0.0.1:5432/tact");
    }

    @Test
    void refusesAnAddressThatSaysWhoAsksAndDoesNotRepeatIt() {
        for (String url : new String[] {
            "jdbc:postgresql://db/tact?user=tact&password=hunter2",
            "jdbc:postgresql://db/tact?ssl=true&Password=hunter2",
            "jdbc:postgresql://tact:hunter2@db/tact"
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PostgresSettings.of(url, "tact", ""))
                    .withMessageContaining("Maybe give user and password as settings of their own")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
        }
    }

    @Test
    void refusesAnAddressThatWouldUndoWhatDurabilityNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PostgresSettings.of("jdbc:postgresql://db/tact?options=-csynchronous_commit%3Doff", "tact", ""))
                .withMessageStartingWith("url (jdbc:postgresql://db/tact) must not have the parameter options");
    }

    @Test
    void refusesNobodyAndTooFewConnections() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PostgresSettings.of(URL, " ", ""))
                .withMessageStartingWith("user must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PostgresSettings(URL, "tact", "", 2, Timeouts.USUAL))
                .withMessage("connections (2) must be 3 to 100. Maybe 6");
    }

    @Test
    void refusesTimeoutsThatMakeNoSense() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(Duration.ZERO, second, second.multipliedBy(2), second))
                .withMessage("timeout connect (PT0S) must be PT0.1S to PT10M. Maybe write it as PT2S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(second, second, second, second))
                .withMessage(
                        "timeout statement (PT1S) must be longer than timeout lock (PT1S). Maybe shorten the latter");
    }
}

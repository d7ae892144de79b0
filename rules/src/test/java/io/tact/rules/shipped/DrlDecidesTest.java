package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.ScenarioResult;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule file really decides: without it the same questions get other answers. */
class DrlDecidesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agents.drl  | a bill shock turns every sale off and prefers help",
                "fatigue.drl | who refused three times this year rests until ninety days are over",
                "reach.drl   | without a mobile line there is only push and e-mail"
            })
    void changesAnAnswerWhenItsFileIsTakenAway(String file, String scenario) throws IOException {
        CheckReport report = Shipped.check(Shipped.without(Shipped.TELCO, file));
        assertThat(report.problems()).isEmpty();
        List<String> failed = report.results().stream()
                .filter(r -> !r.passed())
                .map(ScenarioResult::name)
                .toList();
        assertThat(failed).contains(scenario);
    }
}

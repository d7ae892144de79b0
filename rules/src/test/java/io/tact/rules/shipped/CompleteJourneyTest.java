package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.CandidateState;
import io.tact.port.CompiledRuleset;
import io.tact.rules.RulesetFolder;
import io.tact.rules.simulation.SimulationSummary;
import io.tact.rules.simulation.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the README, from 6,589 real contacts. */
class CompleteJourneyTest {
    @ParameterizedTest
    @CsvSource({"14, 347", "30, 1579"})
    void withholdsWhatOneContactInSoManyDaysLeavesNoRoomFor(int days, long withheld, @TempDir Path out)
            throws Exception {
        CompiledRuleset ruleset = Shipped.compiler()
                .compile(RulesetFolder.read(Shipped.RULESETS.resolve("complete-journey-" + days + "d")))
                .ruleset()
                .orElseThrow();
        SimulationSummary summary = Simulator.run(
                        new Simulator.Job(ruleset, null, Shipped.CONTACTS, null, out, true, Shipped.LOCATOR),
                        (stage, done, total) -> {})
                .summary();
        ruleset.evaluator().close();
        assertThat(summary.counts().total()).isEqualTo(6_589);
        assertThat(summary.counts().in(CandidateState.WITHHELD)).isEqualTo(withheld);
        assertThat(summary.counts().in(CandidateState.SELECTED)).isEqualTo(6_589 - withheld);
        assertThat(summary.byRule()).containsOnlyKeys("caps#one-in-" + days + "-days");
        assertThat(out.resolve("decisions.csv")).exists();
    }
}

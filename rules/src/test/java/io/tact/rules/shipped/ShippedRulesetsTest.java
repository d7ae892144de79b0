package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Treatment;
import io.tact.port.CompiledRuleset;
import io.tact.rules.RulesetFolder;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedRulesetsTest {
    static List<Path> rulesets() throws IOException {
        return Shipped.rulesets();
    }

    @ParameterizedTest
    @MethodSource("rulesets")
    void compilesWithoutErrorsOrWarningsAndPassesItsScenarios(Path folder) throws IOException {
        CheckReport report = Shipped.check(RulesetFolder.read(folder));
        assertThat(report.ok()).as(String.join("\n", report.lines())).isTrue();
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void hitsEveryRowTreatmentAndRuleOfTheDemoWithAScenario() throws IOException {
        CheckReport report = Shipped.check(RulesetFolder.read(Shipped.TELCO));
        assertThat(report.passed()).isGreaterThan(70);
        assertThat(report.coverage().parts()).hasSizeGreaterThan(120);
        assertThat(report.coverage().missed()).extracting(Coverage.Part::name).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank-3-per-campaign", "quiet-nights-new-york", "one-a-day-elapsed", "one-a-day-calendar"})
    void hitsEveryRowOfARulesetForReplaysWithAScenario(String ruleset) throws IOException {
        CheckReport report = Shipped.check(RulesetFolder.read(Shipped.RULESETS.resolve(ruleset)));
        assertThat(report.passed()).isPositive();
        assertThat(report.coverage().parts()).isNotEmpty();
        assertThat(report.coverage().missed()).extracting(Coverage.Part::name).isEmpty();
    }

    @Test
    void coversTheLifeCycleOverSixChannelsInTwoLanguages() throws IOException {
        CompiledRuleset telco = Shipped.compiler()
                .compile(RulesetFolder.read(Shipped.TELCO))
                .ruleset()
                .orElseThrow();
        List<Treatment> treatments = telco.ruleset().catalogue().treatments();
        telco.evaluator().close();
        assertThat(treatments).hasSizeGreaterThanOrEqualTo(40);
        assertThat(treatments.stream().map(Treatment::campaign).distinct()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(treatments.stream().map(t -> t.slot().channel().name()).distinct())
                .containsExactlyInAnyOrder("PUSH", "SMS", "EMAIL", "IVR", "CALL_CENTRE", "USSD");
        assertThat(treatments).allSatisfy(t -> {
            assertThat(t.contentIn("fr")).isNotEqualTo(t.contentIn("en"));
            assertThat(t.contentIn("en")).isNotBlank();
        });
    }
}

package io.tact.rules.simulation;

import static io.tact.rules.simulation.OpenRuleset.budget;
import static io.tact.rules.simulation.OpenRuleset.rolling;
import static io.tact.rules.simulation.OpenRuleset.treatment;
import static io.tact.rules.simulation.OpenRuleset.withBudgets;
import static io.tact.rules.simulation.OpenRuleset.withCaps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Locator;
import io.tact.model.Dictionary;
import io.tact.policy.BudgetRule.Period;
import io.tact.port.CompiledRuleset;
import io.tact.rules.simulation.SimulationSummary.BudgetCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedBudgetsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String TITLES = "at,subscriber,campaign,channel,purpose\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theFirstToWantItGetWhatAnHourHasWhoeverTheyAreAndTheNextHourIsWholeAgain() throws Exception {
        Simulator.Result result = run(
                withBudgets(withCaps(PARIS), budget("sms-hour", "SMS", Period.HOUR, PARIS, 2)),
                null,
                """
                at,subscriber,campaign,channel,purpose
                2026-11-23T11:59:59Z,anna,A,SMS,MARKETING
                2026-11-23T11:30:00Z,anna,A,SMS,MARKETING
                2026-11-23T11:40:00Z,zoé,A,SMS,MARKETING
                2026-11-23T11:50:00Z,béla,A,EMAIL,MARKETING
                2026-11-23T12:00:00Z,béla,A,SMS,MARKETING
                """);

        assertThat(decisions())
                .containsExactly(
                        "WITHHELD,budgets#sms-hour,2026-11-23T12:00:00Z",
                        "SELECTED,,",
                        "SELECTED,,",
                        "SELECTED,,",
                        "SELECTED,,");
        assertThat(result.summary().byBudget())
                .containsOnly(Map.entry("sms-hour", new BudgetCounts(3, 2, 1, Instant.parse("2026-11-23T11:59:59Z"))));
        assertThat(result.warnings()).isEmpty();
        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("out/summary.json").toFile())
                .at("/byBudget/sms-hour");
        assertThat(json.path("granted").asInt()).isEqualTo(3);
        assertThat(json.path("firstRanOut").asText()).isEqualTo("2026-11-23T11:59:59Z");
    }

    @Test
    void whatACapWithholdsLeavesTheBudgetToOthers() throws Exception {
        run(
                withBudgets(
                        withCaps(PARIS, rolling("one", "PT24H", 1)), budget("stock", "SMS", Period.TOTAL, PARIS, 2)),
                null,
                TITLES
                        + """
                2026-11-23T08:00:00Z,anna,A,SMS,MARKETING
                2026-11-23T09:00:00Z,anna,A,SMS,MARKETING
                2026-11-23T10:00:00Z,béla,A,SMS,MARKETING
                2026-12-24T10:00:00Z,carl,A,SMS,MARKETING
                """);

        assertThat(decisions())
                .containsExactly(
                        "SELECTED,,",
                        "WITHHELD,caps#one,2026-11-24T08:00:00Z",
                        "SELECTED,,",
                        "WITHHELD,budgets#stock,");
    }

    @Test
    void anotherChannelIsTakenWhereOneHasRunOutAndThatIsTold() throws Exception {
        CompiledRuleset two = OpenRuleset.of(
                "two",
                PARIS,
                new Dictionary(List.of()),
                List.of(treatment("A/SMS", "A", "X", "SMS"), treatment("A/PUSH", "A", "X", "PUSH")),
                List.of(),
                facts -> List.of());

        Simulator.Result result = run(
                withBudgets(
                        two, budget("sms", "SMS", Period.DAY, PARIS, 0), budget("push", "PUSH", Period.DAY, PARIS, 1)),
                null,
                "at,subscriber,campaign\n2026-11-23T08:00:00Z,1,A\n2026-11-23T09:00:00Z,2,A\n");

        assertThat(decisions()).containsExactly("SELECTED,,", "WITHHELD,budgets#sms|budgets#push,2026-11-23T23:00:00Z");
        assertThat(result.summary().byBudget())
                .containsEntry("sms", new BudgetCounts(0, 0, 1, Instant.parse("2026-11-23T08:00:00Z")))
                .containsEntry("push", new BudgetCounts(1, 1, 1, Instant.parse("2026-11-23T09:00:00Z")));
    }

    @Test
    void anEmergencyOfAGovernmentDrawsOnNone() throws Exception {
        Simulator.Result result = run(
                withBudgets(withCaps(PARIS), budget("sms", "SMS", Period.DAY, PARIS, 0)),
                null,
                "at,subscriber,campaign,channel,purpose,sender_class\n2026-11-23,1,A,SMS,EMERGENCY,GOVERNMENT\n");

        assertThat(decisions()).containsExactly("SELECTED,,");
        assertThat(result.summary().byBudget()).containsEntry("sms", BudgetCounts.NONE);
    }

    @Test
    void aComparisonSaysWhatAScarcerBudgetCosts() throws Exception {
        CompiledRuleset plain = withCaps(PARIS);
        Simulator.Result result = run(
                plain,
                withBudgets(plain, budget("sms", "SMS", Period.DAY, PARIS, 1)),
                TITLES + "2026-11-23,1,A,SMS,MARKETING\n2026-11-23,2,A,SMS,MARKETING\n");

        assertThat(result.changed()).isEqualTo(1);
        assertThat(result.summary().byBudget()).isEmpty();
        JsonNode difference = new ObjectMapper()
                .readTree(folder.resolve("out/summary.json").toFile())
                .at("/difference/byBudget/sms");
        assertThat(difference.path("granted").asInt()).isEqualTo(1);
        assertThat(difference.path("ranOut").asInt()).isEqualTo(1);
    }

    /** Judging one instant after the other is judging one subscriber after the other, where a budget never says no. */
    @Test
    void aBudgetThatNeverRunsOutChangesNothing() throws Exception {
        Random random = new Random(26);
        StringBuilder stream = new StringBuilder(TITLES);
        IntStream.range(0, 2_000).forEach(i -> stream.append(
                        Instant.parse("2026-11-01T00:00:00Z").plusSeconds(random.nextInt(2_000_000)))
                .append(",s")
                .append(random.nextInt(150))
                .append(",A,SMS,MARKETING\n"));
        CompiledRuleset capped = withCaps(PARIS, rolling("two", "P3D", 2));

        Simulator.Result result =
                run(capped, withBudgets(capped, budget("sms", "SMS", Period.HOUR, PARIS, 2_000)), stream.toString());

        assertThat(result.summary().counts().in(CandidateState.WITHHELD)).isPositive();
        assertThat(result.changed()).isZero();
        assertThat(result.versus()).satisfies(versus -> assertThat(
                        versus == null ? null : versus.byBudget().get("sms"))
                .satisfies(counts -> assertThat(counts == null ? -1 : counts.granted())
                        .isEqualTo(result.summary().counts().in(CandidateState.SELECTED))));
    }

    private Simulator.Result run(CompiledRuleset ruleset, @Nullable CompiledRuleset versus, String contacts)
            throws Exception {
        Path stream = folder.resolve("contacts.csv");
        Files.writeString(stream, contacts);
        return Simulator.run(
                new Simulator.Job(ruleset, versus, stream, null, folder.resolve("out"), false, Locator.WITHOUT_MAPS),
                Progress.NONE);
    }

    /** State, reasons and instant of every row. */
    private List<String> decisions() throws Exception {
        return Files.readAllLines(folder.resolve("out/decisions.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> String.join(",", List.of(cells).subList(cells.length - 3, cells.length)))
                .toList();
    }
}

package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tact.server.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Streams of wanted contacts, replayed from the command line: their figures are known without Tact. */
class ReplaysTest {
    private static final Path RULES = Repository.ROOT.resolve("rules");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String ruleset(String name) {
        return RULES.resolve("rulesets").resolve(name).toString();
    }

    /** Simulates, and gives the summary. */
    private JsonNode simulate(String ruleset, String contacts, String... more) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("simulate", "--ruleset", ruleset(ruleset)));
        arguments.addAll(
                List.of("--contacts", RULES.resolve("samples/" + contacts).toString()));
        arguments.addAll(List.of("--out", folder.toString()));
        arguments.addAll(List.of(more));
        int exit = command.execute(arguments.toArray(String[]::new));
        assertThat(exit).as("%s%s", out, err).isZero();
        return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    }

    /** A row of decisions.csv. */
    private record Row(Map<String, String> cells) {
        String get(String title) {
            return Objects.requireNonNull(cells.get(title), title);
        }
    }

    /** The rows of decisions.csv; no cell of these streams has a separator in it. */
    private List<Row> decisions() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("decisions.csv"))) {
            List<String> all = lines.toList();
            String[] titles = all.get(0).split(",", -1);
            return all.stream()
                    .skip(1)
                    .map(line -> row(titles, line.split(",", -1)))
                    .toList();
        }
    }

    private static Row row(String[] titles, String[] cells) {
        Map<String, String> byTitle = new HashMap<>();
        for (int i = 0; i < titles.length; i++) {
            byTitle.put(titles[i], cells[i]);
        }
        return new Row(byTitle);
    }

    @ParameterizedTest(name = "{0} withholds {1} of 6,589")
    @CsvSource({"complete-journey-14d,347", "complete-journey-30d,1579"})
    void keepsTheRetailersCampaignsApart(String ruleset, int withheld) throws IOException {
        JsonNode summary = simulate(ruleset, "complete-journey/contacts.csv");

        assertThat(summary.path("total").asInt()).isEqualTo(6_589);
        assertThat(summary.path("states").path("WITHHELD").asInt()).isEqualTo(withheld);
        assertThat(decisions().stream().filter(row -> row.get("state").equals("WITHHELD")))
                .hasSize(withheld);
    }

    /** Of each client's calls the first three are made and no more, so that 36,916 are withheld, from 9,641 clients. */
    @Test
    void endsTheBanksCallsAfterThree() throws IOException {
        JsonNode summary = simulate("bank-3-per-campaign", "bank-marketing/contacts.csv.gz");

        assertThat(summary.at("/total").asInt()).isEqualTo(124_956);
        assertThat(summary.at("/states/WITHHELD").asInt()).isEqualTo(36_916);
        assertThat(summary.at("/states/SELECTED").asInt()).isEqualTo(124_956 - 36_916);
        assertThat(summary.at("/byRule/caps#three-per-campaign/soleCause").asInt())
                .isEqualTo(36_916);
        Map<String, List<String>> byClient = new HashMap<>();
        for (Row row : decisions()) {
            byClient.computeIfAbsent(row.get("subscriber"), client -> new ArrayList<>())
                    .add(row.get("state"));
        }
        assertThat(byClient).hasSize(45_211);
        assertThat(byClient.values().stream().filter(states -> states.contains("WITHHELD")))
                .hasSize(9_641);
        assertThat(byClient.values().stream().filter(states -> !isThreeAndNoMore(states)))
                .isEmpty();
    }

    private static boolean isThreeAndNoMore(List<String> states) {
        return IntStream.range(0, states.size()).allMatch(i -> states.get(i).equals(i < 3 ? "SELECTED" : "WITHHELD"));
    }

    /** 7,796 purchases were made from nine in the evening to eight in the morning, on New York's clock. */
    @Test
    void keepsTheRetailersNightsQuiet() throws IOException {
        JsonNode summary = simulate("quiet-nights-new-york", "complete-journey/purchases.csv.gz");

        assertThat(summary.at("/total").asInt()).isEqualTo(75_000);
        assertThat(summary.at("/states/WITHHELD").asInt()).isEqualTo(7_796);
        assertThat(summary.at("/byRule/hours#night/soleCause").asInt()).isEqualTo(7_796);
        assertThat(decisions().stream()
                        .filter(row -> row.get("state").equals("WITHHELD") != isNight(row.get("at")))
                        .map(row -> row.get("at")))
                .isEmpty();
    }

    private static boolean isNight(String localDateTime) {
        String time = localDateTime.substring(11);
        return time.compareTo("21:00:00") >= 0 || time.compareTo("08:00:00") < 0;
    }

    /**
     * At most one contact in 24 hours (E) against at most one in a day on the subscriber's calendar (C). S: sent, W:
     * withheld; a withheld contact does not count. Derived by hand:
     *
     * <p>Paris puts its clocks forward on 29 March 2026 (02:00 is 03:00: from noon to noon are 23 hours) and back on 25
     * October (03:00 is 02:00: 25 hours); New York on 8 March and on 1 November; Johannesburg never.
     *
     * <ul>
     *   <li>Spring, daily at nine by the clock: the 29th is 23 hours after the 28th: E withholds it, and the 30th is then 47
     *       hours after the last. C: each is a day after the one before.
     *   <li>Spring, every 24 hours by a timer: E sends all. C: 10:00 on the 29th is past 09:00, when a day is over.
     *   <li>Spring, to the second, after noon on the 28th. 11:59:59: both withhold. 12:00: E waits for 13:00, C sends.
     *       12:59:59: E still waits, C now counts the one of 12:00. 13:00: E sends, C waits for the 30th.
     *   <li>The hour not shown: 24 hours after 02:30 the clock shows 03:30. A day after 02:30 has not passed at 01:59:59 and
     *       has at 03:30.
     *   <li>Autumn by the clock: 25 hours and then 24: both send all.
     *   <li>Autumn by the timer: 24 hours after 09:00 the clock shows 08:00. E sends all. C withholds the 25th, as 09:00 is
     *       to come; the 26th at 08:00 comes after the 24th at 09:00, and the 27th exactly a day after the 26th.
     *   <li>Autumn, to the second, after noon on the 24th. 10:59:59: both withhold. 11:00: 24 hours: E sends, C waits for
     *       noon. 11:59:59: both withhold. Noon: E counts the one of 11:00, C sends. 11:00 on the 26th: E sends, as 24 hours
     *       have passed since 11:00; C waits for noon.
     *   <li>New York while Paris changes, and Johannesburg: a day is 24 hours: both send all.
     *   <li>New York in its own spring by the clock (8 March: 23 hours: E withholds) and autumn by the timer (1 November,
     *       08:00 is before 09:00: C withholds).
     * </ul>
     *
     * <p>So E withholds 1 + 3 + 1 + 3 + 1 = 9 and C withholds 3 + 1 + 1 + 4 + 1 = 10 of 51; 9 end differently.
     */
    @Test
    void tellsADayFromTwentyFourHoursWhereClocksChange() throws IOException {
        JsonNode summary =
                simulate("one-a-day-elapsed", "clock-change/contacts.csv", "--vs", ruleset("one-a-day-calendar"));

        Map<String, String> elapsed = new HashMap<>();
        Map<String, String> calendar = new HashMap<>();
        for (Row row : decisions()) {
            elapsed.merge(row.get("subscriber"), row.get("state").substring(0, 1), String::concat);
            calendar.merge(row.get("subscriber"), row.get("vsState").substring(0, 1), String::concat);
        }
        assertThat(elapsed)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("paris-spring-by-clock", "SSWSS"),
                        Map.entry("paris-spring-by-timer", "SSSSS"),
                        Map.entry("paris-spring-to-the-second", "SWWWS"),
                        Map.entry("paris-hour-not-shown", "SWS"),
                        Map.entry("paris-autumn-by-clock", "SSSSS"),
                        Map.entry("paris-autumn-by-timer", "SSSSS"),
                        Map.entry("paris-autumn-to-the-second", "SWSWWS"),
                        Map.entry("new-york-when-paris-changes", "SSSSS"),
                        Map.entry("new-york-spring-by-clock", "SWS"),
                        Map.entry("new-york-autumn-by-timer", "SSS"),
                        Map.entry("johannesburg-never-changes", "SSSSSS")));
        assertThat(calendar)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("paris-spring-by-clock", "SSSSS"),
                        Map.entry("paris-spring-by-timer", "SSSSS"),
                        Map.entry("paris-spring-to-the-second", "SWSWW"),
                        Map.entry("paris-hour-not-shown", "SWS"),
                        Map.entry("paris-autumn-by-clock", "SSSSS"),
                        Map.entry("paris-autumn-by-timer", "SSWSS"),
                        Map.entry("paris-autumn-to-the-second", "SWWWSW"),
                        Map.entry("new-york-when-paris-changes", "SSSSS"),
                        Map.entry("new-york-spring-by-clock", "SSS"),
                        Map.entry("new-york-autumn-by-timer", "SWS"),
                        Map.entry("johannesburg-never-changes", "SSSSSS")));
        assertThat(summary.at("/total").asInt()).isEqualTo(51);
        assertThat(summary.at("/byRule/caps#one-in-24-hours/withheld").asInt()).isEqualTo(9);
        assertThat(summary.at("/vs/byRule/caps#one-in-a-day/withheld").asInt()).isEqualTo(10);
        assertThat(summary.at("/difference/changed").asInt()).isEqualTo(9);
    }
}

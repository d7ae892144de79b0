package io.tact.rules.simulation;

import static io.tact.rules.simulation.OpenRuleset.rolling;
import static io.tact.rules.simulation.OpenRuleset.treatment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tact.arbitration.CandidateState;
import io.tact.arbitration.Locator;
import io.tact.facts.Facts;
import io.tact.facts.Verdict;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.Dictionary;
import io.tact.model.Selector;
import io.tact.port.CompiledRuleset;
import io.tact.port.CouldNotDecideException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withholdsTheSecondContactInsideTheWindowAndGrantsItAtItsEnd() throws Exception {
        run(
                OpenRuleset.withCaps(PARIS, rolling("one", "P14D", 1)),
                """
                at,subscriber,campaign,channel,purpose
                2017-03-01,7,A,EMAIL,MARKETING
                2017-03-14,7,B,EMAIL,MARKETING
                2017-03-15,7,C,EMAIL,MARKETING
                2017-03-15,8,C,EMAIL,MARKETING
                """);

        assertThat(decisions())
                .containsExactly(
                        "at,subscriber,campaign,channel,purpose,state,reasons,nextAllowedAt",
                        "2017-03-01,7,A,EMAIL,MARKETING,SELECTED,,",
                        "2017-03-14,7,B,EMAIL,MARKETING,WITHHELD,caps#one,2017-03-14T23:00:00Z",
                        "2017-03-15,7,C,EMAIL,MARKETING,SELECTED,,",
                        "2017-03-15,8,C,EMAIL,MARKETING,SELECTED,,");
    }

    @Test
    void judgesByInstantAndWritesInFileOrder() throws Exception {
        run(
                OpenRuleset.withCaps(PARIS, rolling("one", "PT24H", 1)),
                """
                subscriber;at;campaign;channel;purpose;note
                7;2026-11-23T12:00:00+01:00;LATE;SMS;MARKETING;"said; with ""quotes"", and more"
                7;2026-11-23T10:00;EARLY;SMS;MARKETING;
                7;2026-11-23T09:00:00Z;SAME INSTANT LATER ROW;SMS;MARKETING;
                """);

        assertThat(decisions())
                .containsExactly(
                        "subscriber,at,campaign,channel,purpose,note,state,reasons,nextAllowedAt",
                        "7,2026-11-23T12:00:00+01:00,LATE,SMS,MARKETING,\"said; with \"\"quotes\"\", and more\",WITHHELD,"
                                + "caps#one,2026-11-24T09:00:00Z",
                        "7,2026-11-23T10:00,EARLY,SMS,MARKETING,,SELECTED,,",
                        "7,2026-11-23T09:00:00Z,SAME INSTANT LATER ROW,SMS,MARKETING,,WITHHELD,caps#one,2026-11-24T09:00:00Z");
    }

    @Test
    void countsByCampaignChannelAndRuleWithSoleCauses() throws Exception {
        CompiledRuleset ruleset =
                OpenRuleset.withCaps(PARIS, rolling("one-a-day", "PT24H", 1), rolling("two-a-week", "P7D", 2));
        Simulator.Result result = run(
                ruleset,
                """
                at,subscriber,campaign,channel,purpose
                2026-11-02T10:00,7,A,SMS,MARKETING
                2026-11-02T11:00,7,B,EMAIL,MARKETING
                2026-11-04T10:00,7,A,SMS,MARKETING
                2026-11-04T11:00,7,B,EMAIL,MARKETING
                2026-11-06T10:00,7,A,SMS,MARKETING
                """);

        assertThat(result.summary().counts().in(CandidateState.SELECTED)).isEqualTo(2);
        JsonNode json = summary();
        assertThat(json.at("/total").asInt()).isEqualTo(5);
        assertThat(json.at("/states/WITHHELD").asInt()).isEqualTo(3);
        assertThat(json.at("/byCampaign/B/states/WITHHELD").asInt()).isEqualTo(2);
        assertThat(json.at("/byCampaign/A/total").asInt()).isEqualTo(3);
        assertThat(json.at("/byChannel/SMS/states/SELECTED").asInt()).isEqualTo(2);
        assertThat(json.at("/byRule/caps#one-a-day/withheld").asInt()).isEqualTo(2);
        assertThat(json.at("/byRule/caps#one-a-day/soleCause").asInt()).isEqualTo(1);
        assertThat(json.at("/byRule/caps#two-a-week/withheld").asInt()).isEqualTo(2);
        assertThat(json.at("/byRule/caps#two-a-week/soleCause").asInt()).isEqualTo(1);
    }

    @Test
    void comparesTwoRulesetsOnTheSameStream() throws Exception {
        write(
                "contacts.csv",
                """
                at,subscriber,campaign,channel,purpose
                2026-11-02,7,A,SMS,MARKETING
                2026-11-03,7,B,SMS,MARKETING
                2026-11-05,7,B,SMS,MARKETING
                """);
        Simulator.Result result = Simulator.run(
                new Simulator.Job(
                        OpenRuleset.withCaps(PARIS, rolling("strict", "P30D", 1)),
                        OpenRuleset.withCaps(PARIS, rolling("mild", "P2D", 1)),
                        folder.resolve("contacts.csv"),
                        null,
                        folder.resolve("out"),
                        false,
                        Locator.WITHOUT_MAPS),
                Progress.NONE);

        assertThat(result.changed()).isEqualTo(1);
        assertThat(decisions().get(0)).endsWith("state,reasons,nextAllowedAt,vsState,vsReasons,vsNextAllowedAt");
        assertThat(decisions().get(3))
                .isEqualTo("2026-11-05,7,B,SMS,MARKETING,WITHHELD,caps#strict,2026-12-01T23:00:00Z,SELECTED,,");
        JsonNode json = summary();
        assertThat(json.at("/states/WITHHELD").asInt()).isEqualTo(2);
        assertThat(json.at("/vs/states/WITHHELD").asInt()).isEqualTo(1);
        assertThat(json.at("/difference/changed").asInt()).isEqualTo(1);
        assertThat(json.at("/difference/states/WITHHELD").asInt()).isEqualTo(-1);
        assertThat(json.at("/difference/byRule/caps#strict/withheld").asInt()).isEqualTo(-2);
    }

    @Test
    void decidesRowsWithoutChannelAndPurposeThroughTheCatalogue() throws Exception {
        CompiledRuleset ruleset = OpenRuleset.of(
                "catalogue",
                PARIS,
                new Dictionary(List.of()),
                List.of(
                        treatment("a-sms", "A", "OFFER-1", "SMS"),
                        treatment("a-push", "A", "OFFER-2", "PUSH"),
                        treatment("b-sms", "B", "OFFER-3", "SMS")),
                List.of(rolling("two", "P7D", 2)),
                facts -> List.of());
        run(
                ruleset,
                """
                at,subscriber,campaign,offer,treatment,channel
                2026-11-02,7,A,,a-push,
                2026-11-03,7,A,OFFER-1,,
                2026-11-04,7,B,,,SMS
                2026-11-10,7,B,,,
                """);

        assertThat(states()).containsExactly("SELECTED", "SELECTED", "WITHHELD", "SELECTED");
        assertThat(summary().at("/byChannel/PUSH/total").asInt()).isEqualTo(1);
        assertThat(summary().at("/byChannel/SMS/total").asInt()).isEqualTo(3);
    }

    @Test
    void leavesControlGroupsOutUnlessTheyAreAskedFor() throws Exception {
        CompiledRuleset ruleset = OpenRuleset.of(
                "catalogue",
                PARIS,
                new Dictionary(List.of()),
                List.of(treatment("a-sms", "A", "OFFER-1", "SMS")),
                List.of(),
                facts -> List.of());
        write("contacts.csv", "at,subscriber,campaign\n2026-11-02,7,A\n");
        Simulator.run(job(ruleset, null, false), Progress.NONE);
        assertThat(states()).containsExactly("SELECTED");

        Simulator.run(job(ruleset, null, true), Progress.NONE);
        assertThat(states()).containsExactly("CONTROL");
    }

    @Test
    void readsZonesAttributesAndConsentsFromProfiles() throws Exception {
        Dictionary dictionary = new Dictionary(List.of(
                new Attribute("plan", AttributeScope.PROFILE, AttributeType.STRING, null, Set.of("PREPAID"), null)));
        List<String> seen = new ArrayList<>();
        CompiledRuleset ruleset =
                OpenRuleset.of("profiles", PARIS, dictionary, List.of(), List.of(), facts -> note(facts, seen));
        write(
                "profiles.csv",
                """
                subscriber,zone,plan,language,consent:SMS/MARKETING,consent:EMAIL
                7,America/New_York,PREPAID,fr,granted,
                8,,,,,refused
                """);
        write(
                "contacts.csv",
                """
                at,subscriber,campaign,channel,purpose,zone
                2026-11-02,7,A,SMS,MARKETING,
                2026-11-02,8,A,SMS,MARKETING,Asia/Tokyo
                2026-11-02,9,A,SMS,MARKETING,
                """);
        Simulator.run(job(ruleset, folder.resolve("profiles.csv"), false), Progress.NONE);

        assertThat(seen)
                .containsExactly(
                        "7 2026-11-02T05:00:00Z America/New_York PREPAID fr [SMS/MARKETING true]",
                        "8 2026-11-01T15:00:00Z Asia/Tokyo null null [EMAIL/null false]",
                        "9 2026-11-01T23:00:00Z Europe/Paris null null []");
    }

    @Test
    void readsContactsAndProfilesPackedWithGzipWhateverTheyAreCalled() throws Exception {
        String contacts =
                """
                at,subscriber,campaign,channel,purpose
                2026-11-02,7,A,SMS,MARKETING
                2026-11-02T05:00:00Z,7,B,SMS,MARKETING
                2026-11-03T04:59:59Z,7,B,SMS,MARKETING
                2026-11-03T05:00:00Z,7,B,SMS,MARKETING
                """;
        String profiles = "subscriber,zone\n7,America/New_York\n";
        CompiledRuleset ruleset = OpenRuleset.withCaps(PARIS, rolling("one", "PT24H", 1));
        write("profiles.csv", profiles);
        write("contacts.csv", contacts);
        Simulator.run(job(ruleset, folder.resolve("profiles.csv"), false), Progress.NONE);
        List<String> fromPlain = decisions();

        Files.write(folder.resolve("profiles.csv"), packed(profiles));
        Files.write(folder.resolve("contacts.csv"), packed(contacts));
        Simulator.run(job(ruleset, folder.resolve("profiles.csv"), false), Progress.NONE);

        assertThat(decisions()).isEqualTo(fromPlain);
        assertThat(states()).containsExactly("SELECTED", "WITHHELD", "WITHHELD", "SELECTED");
    }

    @Test
    void saysThatAPackedFileIsDamagedAndWritesNothing() throws Exception {
        byte[] whole = packed("at,subscriber,campaign,channel,purpose\n2026-11-02,7,A,SMS,MARKETING\n");
        byte[] changed = whole.clone();
        changed[whole.length - 5] ^= 1;
        for (byte[] damaged : List.of(Arrays.copyOf(whole, 5), Arrays.copyOf(whole, whole.length - 1), changed)) {
            Files.write(folder.resolve("contacts.csv"), damaged);
            assertThatThrownBy(() -> Simulator.run(job(OpenRuleset.withCaps(PARIS), null, false), Progress.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("contacts.csv is packed with gzip, but damaged. Maybe copy or pack it again");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<Verdict> note(Facts facts, List<String> seen) {
        seen.add(facts.subscriber().id() + " " + facts.now() + " " + facts.zone() + " "
                + facts.profile().text("plan") + " " + facts.subscriber().language() + " "
                + facts.subscriber().consents().stream()
                        .map(c -> c.channel() + "/" + c.purpose() + " " + c.granted())
                        .toList());
        return List.of();
    }

    @Test
    void drlWithholdsToo() throws Exception {
        CompiledRuleset ruleset = OpenRuleset.of(
                "drl",
                PARIS,
                new Dictionary(List.of()),
                List.of(),
                List.of(),
                facts -> List.of(new Verdict.Withhold("no sales", Selector.ALL, "because")));
        run(ruleset, "at,subscriber,campaign,channel,purpose\n2026-11-02,7,A,SMS,MARKETING\n");

        assertThat(decisions().get(1)).endsWith(",WITHHELD,no sales,");
    }

    @Test
    void tellsEveryBadCellAtOnceAndWritesNothing() throws Exception {
        write(
                "contacts.csv",
                """
                at,subscriber,campaign,channel,purpose,direction
                yesterday,7,A,SMS,MARKETING,
                2026-11-02,,A,SMS,MARKETING,
                2026-11-02,7,NOT-IN-CATALOGUE,,,
                2026-11-02,7,A,sms,MARKETING,
                2026-02-30,7,A,SMS,SELLING,SIDEWAYS
                2026-11-02,7,A,SMS,MARKETING,OUTBOUND
                """);
        SimulationException failure = failure(OpenRuleset.withCaps(PARIS, rolling("one", "P1D", 1)));

        assertThat(failure.problems().stream().map(p -> p.place() + " " + p.what()))
                .satisfiesExactly(
                        a2 -> assertThat(a2).startsWith("A2 at \"yesterday\" is no point in time"),
                        b3 -> assertThat(b3).startsWith("B3 subscriber is empty"),
                        c4 -> assertThat(c4).startsWith("C4 campaign \"NOT-IN-CATALOGUE\" is not in the catalogue"),
                        d5 -> assertThat(d5).startsWith("D5 channel \"sms\""),
                        a6 -> assertThat(a6).startsWith("A6 at \"2026-02-30\""),
                        e6 -> assertThat(e6).startsWith("E6 purpose \"SELLING\" is not known"),
                        f6 -> assertThat(f6).startsWith("F6 direction \"SIDEWAYS\" is not known"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void listsTheFirstHundredProblemsAndCountsTheRest() throws Exception {
        StringBuilder csv = new StringBuilder("at,subscriber,campaign,channel,purpose\n");
        for (int i = 0; i < 250; i++) {
            csv.append("never,7,A,SMS,MARKETING\n");
        }
        write("contacts.csv", csv.toString());
        SimulationException failure = failure(OpenRuleset.withCaps(PARIS));

        assertThat(failure.problems()).hasSize(100);
        assertThat(failure.total()).isEqualTo(250);
    }

    @Test
    void saysWhichColumnIsMissingAndWhichDecidesNothing() throws Exception {
        write("contacts.csv", "at,subscriber,campain\n2026-11-02,7,A\n");
        assertThat(failure(OpenRuleset.withCaps(PARIS)).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.what()).isEqualTo("there is no column campaign"));

        Simulator.Result result = run(
                OpenRuleset.withCaps(PARIS),
                "at,subscriber,campaign,chanel,channel,purpose\n2026-11-02,7,A,x,SMS,MARKETING\n");
        assertThat(result.warnings()).singleElement().satisfies(p -> assertThat(p.toString())
                .startsWith("contacts.csv!D1: warning: column chanel decides nothing"));
    }

    @Test
    void saysOnceThatContactsAreNotUtf8() throws Exception {
        String csv = "at,subscriber,campaign,channel,purpose\n2026-11-02,7,Été,SMS,MARKETING\n2026-11-02,8,É,SMS,X\n";
        Files.write(folder.resolve("contacts.csv"), csv.getBytes(StandardCharsets.UTF_16));
        assertThat(failure(OpenRuleset.withCaps(PARIS)).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.what()).startsWith("the file looks like UTF-16"));

        Files.write(folder.resolve("contacts.csv"), csv.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure(OpenRuleset.withCaps(PARIS)).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.place()).isEqualTo("C2"));
    }

    @Test
    void saysWhichContactCouldNotBeDecidedAndWritesNothing() throws Exception {
        write("contacts.csv", "at,subscriber,campaign,channel,purpose\n2026-11-02,7,A,SMS,MARKETING\n");
        CompiledRuleset ruleset =
                OpenRuleset.of("broken", PARIS, new Dictionary(List.of()), List.of(), List.of(), facts -> {
                    throw new CouldNotDecideException("rule \"x\" failed");
                });

        assertThat(failure(ruleset))
                .hasMessageContaining("could not decide contact 1")
                .hasMessageContaining("rule \"x\"");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private SimulationException failure(CompiledRuleset ruleset) {
        SimulationException failure = catchThrowableOfType(
                SimulationException.class, () -> Simulator.run(job(ruleset, null, false), Progress.NONE));
        assertThat(failure).isNotNull();
        return failure;
    }

    private Simulator.Result run(CompiledRuleset ruleset, String contacts) throws IOException, SimulationException {
        write("contacts.csv", contacts);
        return Simulator.run(job(ruleset, null, false), Progress.NONE);
    }

    private Simulator.Job job(CompiledRuleset ruleset, @Nullable Path profiles, boolean control) {
        return new Simulator.Job(
                ruleset,
                null,
                folder.resolve("contacts.csv"),
                profiles,
                folder.resolve("out"),
                control,
                Locator.WITHOUT_MAPS);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> decisions() throws IOException {
        return Files.readAllLines(folder.resolve("out/decisions.csv"));
    }

    private List<String> states() throws IOException {
        return decisions().stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[cells.length - 3])
                .toList();
    }

    private JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile());
    }
}

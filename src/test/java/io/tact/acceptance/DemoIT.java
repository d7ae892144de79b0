package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as the README tells it: the tour it prints, and the request and answer of the first page. */
class DemoIT {
    private static final Pattern FOLDER = Pattern.compile("Its data is in (\\S+)\\.\\R");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    DemoIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void takesTheTourAndTidiesUp() {
        try (TactProcess demo = started()) {
            List<Curl> tour = tour(demo);
            assertThat(tour).hasSize(3).allSatisfy(curl -> assertThat(curl.url())
                    .startsWith(demo.url()));
            Api api = new Api(demo.url());

            JsonNode first = answer(tour.get(0), api);
            assertOneMessageAndFourOthers(first);
            assertThat(answer(tour.get(0), api)).as("the same key again").isEqualTo(first);

            JsonNode second = answer(tour.get(1), api);
            assertThat(second.path("selected")).isEmpty();
            assertThat(rules(second)).contains("caps#marketing-day");
            assertThat(second.path("others").findValuesAsText("nextAllowedAt")).isNotEmpty();

            JsonNode contacts = answer(tour.get(2), api).path("contacts");
            assertThat(contacts).hasSize(1);
            assertThat(contacts.at("/0/reservation")).isEqualTo(first.at("/selected/0/reservation/id"));

            Path data = data(demo);
            assertThat(data).exists();
            demo.stop();
            assertThat(data).doesNotExist();
            assertThat(demo.out()).contains(data + " is deleted");
        }
    }

    @Test
    void answersAsTheReadmeShows() throws JsonProcessingException {
        List<Markdown.Sample> samples =
                Markdown.of(Repository.ROOT.resolve("README.md")).samples();
        try (TactProcess demo = started("--data", folder.resolve("readme").toString())) {
            Api api = new Api(demo.url());
            List<String> compared = new ArrayList<>();
            for (int i = 0; i < samples.size(); i++) {
                String text = samples.get(i).text().strip();
                if (!text.startsWith("curl ")) {
                    continue;
                }
                JsonNode real = answer(Curl.parse(text), api);
                if (i + 1 < samples.size() && samples.get(i + 1).language().equals("json")) {
                    JsonNode documented = JSON.readTree(samples.get(i + 1).text());
                    assertThat(JsonShape.differences(documented, real))
                            .as(text + "\n" + real.toPrettyString())
                            .isEmpty();
                    compared.add(text);
                }
            }
            assertThat(compared).as("requests with an answer").isNotEmpty();
        }
    }

    @Test
    void goesOnWhereItWasOnTheSameFolder() {
        Path data = folder.resolve("kept");
        JsonNode before;
        try (TactProcess demo = started("--data", data.toString())) {
            List<Curl> tour = tour(demo);
            before = answer(tour.get(0), new Api(demo.url()));
            demo.stop();
        }
        assertThat(data).exists();
        try (TactProcess demo = started("--data", data.toString())) {
            assertThat(demo.err()).contains("there already");
            List<Curl> tour = tour(demo);
            Api api = new Api(demo.url());
            assertThat(answer(tour.get(2), api).at("/contacts/0/reservation"))
                    .isEqualTo(before.at("/selected/0/reservation/id"));
            assertThat(answer(tour.get(0), api)).isEqualTo(before);
        }
    }

    private TactProcess started(String... more) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--port", "0"));
        arguments.addAll(List.of(more));
        TactProcess demo = TactProcess.start(folder, arguments.toArray(String[]::new));
        demo.awaitOutput("Ctrl-C stops it.");
        return demo;
    }

    private static List<Curl> tour(TactProcess demo) {
        return demo.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .map(Curl::parse)
                .toList();
    }

    private static JsonNode answer(Curl curl, Api api) {
        Api.Answer answer = curl.run(api);
        assertThat(answer.status()).as(curl + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static Path data(TactProcess demo) {
        Matcher matcher = FOLDER.matcher(demo.out());
        assertThat(matcher.find()).as(demo.out()).isTrue();
        return Path.of(matcher.group(1));
    }

    private static void assertOneMessageAndFourOthers(JsonNode decision) {
        assertThat(decision.path("selected")).hasSize(1);
        Set<String> campaigns = new HashSet<>();
        campaigns.add(decision.at("/selected/0/campaign").asText());
        for (JsonNode other : decision.path("others")) {
            assertThat(other.path("state").asText()).isNotIn("", "SELECTED", "INELIGIBLE");
            assertThat(other.path("reasons")).isNotEmpty();
            campaigns.add(other.path("campaign").asText());
        }
        assertThat(campaigns).as("campaigns that compete").hasSizeGreaterThanOrEqualTo(5);
    }

    private static List<String> rules(JsonNode decision) {
        return decision.path("others").findValuesAsText("rule");
    }
}

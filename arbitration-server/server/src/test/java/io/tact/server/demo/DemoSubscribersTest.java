package io.tact.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSubscribersTest {
    private static final Path RULES = Path.of("../../rules");
    private static final Path SAMPLE = RULES.resolve("samples/telco-subscribers/subscribers.csv");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static List<String> lines = List.of();
    private static List<JsonNode> subscribers = List.of();

    @BeforeAll
    static void readsTheSample() throws IOException {
        lines = DemoSubscribers.read(SAMPLE).importLines(TODAY).toList();
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : lines) {
            parsed.add(json.readTree(line));
        }
        subscribers = parsed;
    }

    @Test
    void hasEverySubscriberOfTheSampleOnce() {
        assertThat(lines).hasSize(7_043).noneMatch(line -> line.contains("\n"));
        assertThat(subscribers).extracting(s -> s.get("id").asText()).doesNotHaveDuplicates();
    }

    @Test
    void givesEachLineANumberOfItsOwnFromTheRangeKeptFreeForFiction() {
        Set<String> numbers = new HashSet<>();
        int count = 0;
        for (JsonNode subscriber : subscribers) {
            assertThat(subscriber.get("lines").size())
                    .isEqualTo(subscriber.at("/profile/line_count").asInt());
            for (JsonNode line : subscriber.get("lines")) {
                String msisdn = line.get("msisdn").asText();
                assertThat(msisdn).matches("\\+3363998\\d{4}");
                numbers.add(msisdn);
                count++;
            }
        }
        assertThat(numbers).hasSize(count);
        assertThat(count).isEqualTo(9_332);
    }

    @Test
    void isTheSameOnEveryRunAndPlatform() throws Exception {
        assertThat(DemoSubscribers.read(SAMPLE).importLines(TODAY)).containsExactlyElementsOf(lines);
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest, 0, 8)).isEqualTo("e47fe553869d8c6b");
    }

    @Test
    void reckonsDatesFromToday() throws IOException {
        List<String> later =
                DemoSubscribers.read(SAMPLE).importLines(TODAY.plusDays(400)).toList();
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < 200; i++) {
            JsonNode before = subscribers.get(i).at("/profile/contract_end");
            JsonNode after = json.readTree(later.get(i)).at("/profile/contract_end");
            assertThat(after.isMissingNode()).isEqualTo(before.isMissingNode());
            if (!before.isMissingNode()) {
                assertThat(LocalDate.parse(after.asText()))
                        .isEqualTo(LocalDate.parse(before.asText()).plusDays(400));
            }
        }
    }

    @Test
    void givesEveryAttributeOfTheDictionaryItsType() throws IOException {
        Map<String, List<String>> dictionary = profileAttributes();
        Set<String> seen = new HashSet<>();
        for (JsonNode subscriber : subscribers) {
            subscriber.get("profile").properties().forEach(entry -> {
                assertThat(dictionary).containsKey(entry.getKey());
                List<String> attribute = Objects.requireNonNull(dictionary.get(entry.getKey()));
                assertThat(isOfType(entry.getValue(), attribute.get(0), attribute.get(1)))
                        .as("%s = %s", entry.getKey(), entry.getValue())
                        .isTrue();
                seen.add(entry.getKey());
            });
        }
        assertThat(seen).isEqualTo(dictionary.keySet());
    }

    @Test
    void letsSomeTwoShareAnAccount() {
        Map<String, Integer> sizes = new HashMap<>();
        for (JsonNode subscriber : subscribers) {
            if (subscriber.has("account")) {
                sizes.merge(subscriber.get("account").asText(), 1, Integer::sum);
            }
        }
        assertThat(sizes).hasSizeGreaterThan(100);
        assertThat(sizes.values()).allMatch(size -> size == 2);
    }

    @Test
    void findsSubscribersForEveryKindOfCampaign() {
        assertThat(subscribers)
                .anyMatch(s -> s.at("/profile/plan").asText().equals("PREPAID")
                        && s.at("/profile/balance").asInt() < 500)
                .anyMatch(s -> s.at("/profile/plan").asText().equals("HYBRID"))
                .anyMatch(s -> s.at("/profile/days_inactive").asInt() >= 45)
                .anyMatch(s -> s.at("/profile/tenure_months").asInt() == 0)
                .anyMatch(s -> s.at("/profile/churn_score").asDouble() >= 0.8)
                .anyMatch(s -> s.at("/profile/open_complaint").asBoolean())
                .anyMatch(s -> s.at("/profile/in_outage_area").asBoolean())
                .anyMatch(s -> s.at("/profile/refusals_12m").asInt() >= 3)
                .anyMatch(s -> s.get("zone").asText().equals("Indian/Reunion"));
    }

    @Test
    void refusesAFileThatIsNotTheSample(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "id,name\n1,x\n");
        assertThatThrownBy(() -> DemoSubscribers.read(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.csv")
                .hasMessageContaining("Maybe");
    }

    private static Map<String, List<String>> profileAttributes() throws IOException {
        Map<String, List<String>> attributes = new HashMap<>();
        for (String line : Files.readAllLines(RULES.resolve("rulesets/telco/attributes.csv"))) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.get(1).equals("PROFILE")) {
                attributes.put(cells.get(0), List.of(cells.get(2), cells.get(4)));
            }
        }
        return attributes;
    }

    private static boolean isOfType(JsonNode value, String type, String allowed) {
        return switch (type) {
            case "NUMBER" -> value.isNumber();
            case "BOOLEAN" -> value.isBoolean();
            case "DATE" -> LocalDate.parse(value.asText()).isAfter(LocalDate.EPOCH);
            case "INSTANT" -> OffsetDateTime.parse(value.asText()).getYear() > 2000;
            default -> value.isTextual()
                    && (allowed.isEmpty() || List.of(allowed.split("\\|")).contains(value.asText()));
        };
    }
}

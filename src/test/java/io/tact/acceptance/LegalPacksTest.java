package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.MessageDecider;
import io.tact.geography.JollydayHolidays;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.Reason;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.port.CompiledRuleset;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.server.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The README's chapter on legal packs: its ruleset includes them, and they say no in its words. */
class LegalPacksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SHIPPED = Repository.ROOT.resolve("rules/packs");
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-11-27T19:30:00Z");

    private final Path folder;
    private final List<Markdown.Sample> samples;

    LegalPacksTest(@TempDir Path folder) {
        this.folder = folder;
        String readme = Markdown.of(Repository.ROOT.resolve("README.md")).text();
        int from = readme.indexOf("### Legal packs");
        assertThat(from).isNotNegative();
        this.samples = new Markdown(readme.substring(from, readme.indexOf("\n## ", from))).samples();
    }

    private List<String> samples(String language) {
        return samples.stream()
                .filter(sample -> sample.language().equals(language))
                .map(Markdown.Sample::text)
                .toList();
    }

    @Test
    void theReadmesRulesetIncludesPacksThatSayNoInItsWords() throws IOException {
        Files.createDirectories(folder.resolve("ruleset"));
        Files.writeString(
                folder.resolve("ruleset/ruleset.yaml"), samples("yaml").get(0));
        for (String pack : List.of("legal/fr", "legal/fr-template")) {
            copy(pack);
        }
        CompiledRuleset compiled = new DefaultRulesetCompiler(new JollydayHolidays())
                .compile(RulesetFolder.read(folder.resolve("ruleset")))
                .ruleset()
                .orElseThrow();
        MessageDecider decider = new MessageDecider(new ActiveRuleset(compiled, 1));

        assertThat(samples("json")).hasSize(2);
        assertThat(reasons(decider, "CALL_CENTRE"))
                .contains(JSON.readTree(samples("json").get(0)));
        assertThat(reasons(decider, "SMS"))
                .contains(JSON.readTree(samples("json").get(1)));
    }

    private void copy(String pack) throws IOException {
        Path to = Files.createDirectories(folder.resolve("packs").resolve(pack));
        try (var files = Files.list(SHIPPED.resolve(pack))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static List<JsonNode> reasons(MessageDecider decider, String channel) {
        Subscriber subscriber = new Subscriber(
                "s", List.of(), List.of(), List.of(), ZoneId.of("Europe/Paris"), "FR", null, Map.of(), List.of());
        Slot message = new Slot(
                new Channel(channel),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                null,
                null,
                null,
                SenderClass.CVM,
                null,
                null);
        ContactHistory history = ContactHistory.empty(LedgerKey.ofAccount("s"));
        return decider.judge(message, "m", subscriber, history, FRIDAY_EVENING).reasons().stream()
                .map(LegalPacksTest::json)
                .toList();
    }

    /** A reason as answers write it: what is not known is left out. */
    private static JsonNode json(Reason reason) {
        ObjectNode json = JSON.createObjectNode();
        put(json, "code", reason.code());
        put(json, "rule", reason.rule());
        put(json, "text", reason.text());
        put(json, "citation", reason.citation());
        put(json, "binding", reason.binding());
        if (reason.verified() != null) {
            json.put("verified", reason.verified());
        }
        put(json, "nextAllowedAt", reason.nextAllowedAt());
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    @Test
    void itsCommandWritesThePage() throws IOException {
        String command = samples("sh").get(0).strip();
        assertThat(command).startsWith("./tact packs --out ");
        Path page = folder.resolve("packs.html");
        StringWriter out = new StringWriter();
        CommandLine tact = Main.commandLine();
        tact.setOut(new PrintWriter(out, true));
        assertThat(tact.execute("packs", "--out", page.toString(), SHIPPED.toString()))
                .isZero();
        assertThat(out.toString()).contains("legal/fr", "This is not legal advice.");
        assertThat(page).content().contains("This is not legal advice.", "legal.fr.hours.FR-01");
    }
}

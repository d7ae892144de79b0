package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and dashboard ask for what a running node exports. */
class ObservabilityTest {
    private static Exported exported = new Exported(Map.of());

    /** A file of alerts, with the keys that Prometheus knows. */
    record AlertFile(List<AlertGroup> groups) {}

    record AlertGroup(String name, @Nullable String interval, List<Alert> rules) {}

    record Alert(
            String alert,
            String expr,
            @com.fasterxml.jackson.annotation.JsonProperty("for") @Nullable String lasts,
            Map<String, String> labels,
            Map<String, String> annotations) {}

    @BeforeAll
    static void startANode(@TempDir Path folder) throws Exception {
        exported = Exported.byARunningNode(folder);
    }

    @Test
    void everyAlertIsComplete() throws IOException {
        assertThat(alerts()).hasSizeGreaterThan(5).allSatisfy(alert -> {
            assertThat(alert.alert()).matches("Tact[A-Z][A-Za-z]+");
            assertThat(alert.lasts() == null ? "1m" : alert.lasts()).matches("[1-9][0-9]*[smhd]");
            assertThat(alert.labels()).containsOnlyKeys("severity");
            assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
            assertThat(alert.annotations()).containsOnlyKeys("summary", "description");
            assertThat(alert.annotations().values()).allSatisfy(text -> {
                assertThat(text).isNotBlank();
                assertThat(text.split("\\{\\{", -1)).hasSameSizeAs(text.split("}}", -1));
            });
        });
        assertThat(alerts()).extracting(Alert::alert).doesNotHaveDuplicates();
    }

    @Test
    void everyAlertAsksForWhatANodeExports() throws IOException {
        alerts().forEach(alert -> exported.assertHas(alert.expr()));
    }

    @Test
    void everyPanelAsksForWhatANodeExports() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            assertThat(panel.path("targets").size())
                    .as(panel.path("title").asText())
                    .isPositive();
            panel.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText()));
        }
        assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(expression -> exported.assertHas(expression));
    }

    @Test
    void panelsAreDistinctAndDoNotOverlap() throws IOException {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panels::add);

        assertThat(panels)
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(panels)
                .extracting(panel -> panel.path("title").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        for (JsonNode panel : panels) {
            List<String> letters = panel.path("targets").findValuesAsText("refId");
            assertThat(letters).doesNotHaveDuplicates();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
            assertThat(panels)
                    .filteredOn(other -> other != panel)
                    .noneMatch(other -> overlap(place, other.path("gridPos")));
        }
    }

    @Test
    void theDashboardAsksForItsSourceAndItsJob() throws IOException {
        JsonNode dashboard = dashboard();

        assertThat(dashboard.path("uid").asText()).isEqualTo("tact");
        assertThat(dashboard.path("templating").path("list").findValuesAsText("name"))
                .containsExactly("datasource", "job");
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
            panel.path("targets")
                    .forEach(target -> assertThat(target.path("expr").asText()).contains("job=\"$job\""));
        }
    }

    @Test
    void whatIsNotExportedOrCannotBePromqlIsNoticed() {
        assertThatThrownBy(() -> exported.assertHas("sum(rate(tact_decision_total[5m]))"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> exported.assertHas("tact_commits_total{outcome=\"Committed\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> exported.assertHas("tact_commits_total{result=\"Committted\"}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> exported.assertHas("sum by (channel) (tact_suspensions)"))
                .isInstanceOf(AssertionError.class);
        for (String wrong : List.of(
                "sum(tact_suspensions",
                "sum(tact_suspensions))",
                "summ(tact_suspensions)",
                "rate(tact_reasons_total[5 minutes])",
                "tact_commits_total{result=Committed}",
                "1 > 0")) {
            assertThatThrownBy(() -> Promql.read(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static boolean overlap(JsonNode a, JsonNode b) {
        return overlap(a, b, "x", "w") && overlap(a, b, "y", "h");
    }

    private static boolean overlap(JsonNode a, JsonNode b, String from, String length) {
        return a.path(from).asInt() < b.path(from).asInt() + b.path(length).asInt()
                && b.path(from).asInt() < a.path(from).asInt() + a.path(length).asInt();
    }

    private static List<Alert> alerts() throws IOException {
        AlertFile file =
                Shipped.strictYaml().readValue(Shipped.text("observability/tact-alerts.yaml"), AlertFile.class);
        return file.groups().stream().flatMap(group -> group.rules().stream()).toList();
    }

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readTree(Shipped.text("observability/tact-dashboard.json"));
    }
}

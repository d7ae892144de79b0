package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.CommitResult;
import io.tact.server.TactNode;
import io.tact.server.config.NodeConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running node exports, after requests of each kind that is counted.
 *
 * @param labels the values seen of each label of each metric
 */
record Exported(Map<String, Map<String, Set<String>>> labels) {
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (?:NaN|[-+0-9.eE]+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** What Prometheus itself adds. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "__name__");

    /** Asserts that everything an expression asks for is exported. */
    void assertHas(String expression) {
        Promql asked = Promql.read(expression);
        Set<String> known = new HashSet<>(OF_PROMETHEUS);
        asked.matched().forEach((metric, matchers) -> {
            if (metric.equals("up")) {
                assertThat(matchers).as(expression).containsKey("job");
                return;
            }
            assertThat(labels).as(expression).containsKey(metric);
            Map<String, Set<String>> has = Objects.requireNonNull(labels.get(metric));
            known.addAll(has.keySet());
            matchers.forEach((label, wanted) -> assertLabel(expression, metric, has, label, wanted));
        });
        assertThat(known).as("labels of " + expression).containsAll(asked.kept());
    }

    private static void assertLabel(
            String expression, String metric, Map<String, Set<String>> has, String label, String wanted) {
        if (OF_PROMETHEUS.contains(label)) {
            return;
        }
        assertThat(has).as(expression).containsKey(label);
        Set<String> values = new HashSet<>(Objects.requireNonNull(has.get(label)));
        if (metric.equals("tact_commits_total")) {
            Arrays.stream(CommitResult.class.getPermittedSubclasses()).forEach(c -> values.add(c.getSimpleName()));
            values.add("Unknown");
        }
        if (label.equals("status")) {
            assertThat(wanted).as(expression).matches("[1-5][0-9][0-9]");
        } else {
            assertThat(values).as(expression).contains(wanted.split("\\|"));
        }
    }

    /** Starts a node in a folder, asks it things, and reads what it then exports. */
    static Exported byARunningNode(Path folder) throws Exception {
        Path ruleset = Files.createDirectory(folder.resolve("greeting"));
        Files.writeString(
                ruleset.resolve("ruleset.yaml"), "name: greeting\nzone: UTC\nunknownZones: [UTC]\nlanguage: en\n");
        Files.writeString(
                ruleset.resolve("catalogue.csv"),
                "campaign,offer,treatment,channel,direction,purpose,sender_class,value,prior,control_share,content\n"
                        + "HELLO,GREETING,GREETING/SMS,SMS,OUTBOUND,SERVICE,CVM,1.00,0.10,0,Hello\n");
        Files.writeString(
                ruleset.resolve("caps.csv"),
                "id,level,window,length,max,counts\none-a-day,SUBSCRIBER,ROLLING,PT24H,1,ATTEMPTS\n");
        Files.writeString(ruleset.resolve("budgets.csv"), "id,offer,period,max\nstock,GREETING,TOTAL,5\n");
        try (TactNode node = TactNode.start(NodeConfig.local(0, folder.resolve("data"), ruleset))) {
            String base = "http://127.0.0.1:" + node.port();
            ask(base, "POST", "/v1/subscribers/import", "application/x-ndjson", "{\"id\": \"S-1\"}\n");
            String decide = "{\"subscriber\": {\"id\": \"S-1\"}}";
            for (int twice = 0; twice < 2; twice++) {
                ask(base, "POST", "/v1/decisions", "application/json", decide);
            }
            return of(ask(base, "GET", "/metrics", "application/json", ""));
        }
    }

    static Exported of(String page) {
        Map<String, Map<String, Set<String>>> labels = new HashMap<>();
        for (String line : page.lines().filter(l -> !l.startsWith("#")).toList()) {
            Matcher series = SERIES.matcher(line);
            assertThat(series.matches()).as(line).isTrue();
            Map<String, Set<String>> of = labels.computeIfAbsent(series.group(1), name -> new HashMap<>());
            Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
            while (label.find()) {
                of.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
            }
        }
        return new Exported(labels);
    }

    private static String ask(String base, String method, String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(List.of(200, 201)).as(answer.body()).contains(answer.statusCode());
        return answer.body();
    }
}

package io.tact.load;

import io.vertx.core.buffer.Buffer;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The whole HTTP path as a share of a bare echo that parses the same request and writes the same answer bytes: dry run and
 * durable, in turn with the echo, in one run. Arguments: seconds a round, rounds, connections, campaigns, explain level.
 */
public final class HttpComparison {
    private static final int SUBSCRIBERS = 50_000;
    private static final int WARM_UPS = 10;

    private final int seconds;
    private final int rounds;
    private final int connections;
    private final int campaigns;
    private final String explain;
    private final PrintStream out = System.out;

    private HttpComparison(int seconds, int rounds, int connections, int campaigns, String explain) {
        this.explain = explain;
        this.seconds = seconds;
        this.rounds = rounds;
        this.connections = connections;
        this.campaigns = campaigns;
    }

    public static void main(String[] args) throws Exception {
        int[] n = {5, 3, 32, 200};
        for (int i = 0; i < Math.min(args.length, n.length); i++) {
            n[i] = Integer.parseInt(args[i]);
        }
        new HttpComparison(n[0], n[1], n[2], n[3], args.length > n.length ? args[n.length] : "REASONS").run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("tact-load");
        try (Child tact = Child.start(SampleNode.class, List.of(folder.toString(), Integer.toString(campaigns)))) {
            enrol(tact.port());
            byte[] answer = sampleAnswer(tact.port());
            Path answerFile = Files.write(folder.resolve("answer.json"), answer);
            out.printf(
                    "%d campaigns, explain %s, %d connections, request %d bytes, answer %d bytes, %d rounds of %d s%n",
                    campaigns, explain, connections, body("S-1", false).length(), answer.length, rounds, seconds);
            try (Child echo = Child.start(EchoServer.class, List.of(answerFile.toString()));
                    LoadDriver driver = new LoadDriver()) {
                compare(driver, echo.port(), tact.port());
            }
        }
    }

    private void compare(LoadDriver driver, int echo, int tact) throws Exception {
        List<Buffer> dry = requests(false);
        List<Buffer> durable = requests(true);
        for (int i = 0; i < WARM_UPS; i++) {
            measure("warm-up echo", driver, echo, dry);
            measure("warm-up dry run", driver, tact, dry);
            measure("warm-up durable", driver, tact, durable);
        }
        double[] dryShares = new double[rounds];
        double[] durableShares = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double floor = measure("echo", driver, echo, dry);
            dryShares[i] = measure("dry run", driver, tact, dry) / floor;
            durableShares[i] = measure("durable", driver, tact, durable) / floor;
        }
        Arrays.sort(dryShares);
        Arrays.sort(durableShares);
        out.printf(
                "share of the echo, median (min to max): dry run %.2f (%.2f to %.2f), durable %.2f (%.2f to %.2f)%n",
                dryShares[rounds / 2],
                dryShares[0],
                dryShares[rounds - 1],
                durableShares[rounds / 2],
                durableShares[0],
                durableShares[rounds - 1]);
    }

    private double measure(String what, LoadDriver driver, int port, List<Buffer> requests) throws Exception {
        LoadDriver.Result result = driver.run(port, connections, requests, seconds);
        out.printf(
                "%-16s %8.0f/s  p50 %.2f ms  p99 %.2f ms  %d not 200%n",
                what,
                result.perSecond(),
                result.micros().getValueAtPercentile(50) / 1000.0,
                result.micros().getValueAtPercentile(99) / 1000.0,
                result.failures());
        return result.perSecond();
    }

    private static void enrol(int port) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            lines.append(("{\"id\":\"S-%d\",\"lines\":[{\"msisdn\":\"+3363998%04d\"}],\"zone\":\"Europe/Paris\","
                            + "\"language\":\"fr\",\"profile\":{\"plan\":\"PREPAID\",\"region\":\"R0\",\"balance\":1200,"
                            + "\"churn_score\":0.73,\"contract_end\":\"%s\",\"open_complaint\":false},"
                            + "\"consents\":[{\"channel\":\"SMS\",\"purpose\":\"MARKETING\",\"state\":\"GRANTED\"},"
                            + "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"state\":\"GRANTED\"}]}\n")
                    .formatted(
                            i,
                            i,
                            java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(10)));
        }
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/subscribers/import"))
                                .header("content-type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":" + SUBSCRIBERS)) {
            throw new IllegalStateException("import failed: " + answer.statusCode() + " " + answer.body());
        }
    }

    private byte[] sampleAnswer(int port) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/decisions"))
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body("S-1", false)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200 || text.contains("\"selected\":[]")) {
            throw new IllegalStateException(
                    "the sample must select an offer, not answer " + answer.statusCode() + " " + text);
        }
        return answer.body();
    }

    private List<Buffer> requests(boolean reserve) {
        List<Buffer> requests = new ArrayList<>();
        for (int i = 0; i < SUBSCRIBERS; i++) {
            String body = body("S-" + i, reserve);
            requests.add(Buffer.buffer("POST /v1/decisions HTTP/1.1\r\nhost: 127.0.0.1\r\n"
                    + "content-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body));
        }
        return requests;
    }

    private String body(String subscriber, boolean reserve) {
        return ("{\"subscriber\":{\"id\":\"%s\"},\"direction\":\"OUTBOUND\",\"channels\":[\"SMS\",\"PUSH\",\"EMAIL\","
                        + "\"CALL_CENTRE\"],\"campaigns\":[],\"context\":{\"call_reason\":\"NONE\"},\"limit\":1,"
                        + "\"reserve\":%s,\"explain\":\"%s\"}")
                .formatted(subscriber, reserve, explain);
    }
}

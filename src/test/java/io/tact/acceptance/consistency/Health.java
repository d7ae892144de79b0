package io.tact.acceptance.consistency;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a node says of itself. Safe for any thread. */
public final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERS_WITHIN)
            .build();

    private Health() {}

    /** Returns when the node says that it is ready. */
    public static void awaitReady(String url) {
        await(url + " to be ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(url + "/health/ready"), answer -> answer.status() == 200);
    }

    /** Returns when the node says that it is not ready, and why: with these words. */
    static void awaitNotReady(String url, String why) {
        await(url + " not to be ready for \"" + why + "\"")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get(url + "/health/ready"),
                        answer -> answer.status() == 503 && answer.body().contains(why));
    }

    /** Returns when the node sees so many members, itself included. */
    public static void awaitMembers(String url, int count) {
        await(url + " to see " + count + " members")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> metric(url, "tact_cluster_members") == count);
    }

    /** A figure without labels that the node counts; not a number if it does not say. */
    public static double metric(String url, String name) {
        return get(url + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** What it answers to a request; status {@link Attempt#NO_ANSWER} if nothing. */
    static NodeClient.Answer get(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(ANSWERS_WITHIN).build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new NodeClient.Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new NodeClient.Answer(Attempt.NO_ANSWER, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NodeClient.Answer(Attempt.NO_ANSWER, e.toString());
        }
    }
}

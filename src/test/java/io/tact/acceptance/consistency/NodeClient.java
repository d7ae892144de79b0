package io.tact.acceptance.consistency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Sends intents to nodes and writes down what came of it. Safe for any thread. */
final class NodeClient {
    /** How long a client waits for an answer that does not say otherwise. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(USUAL_PATIENCE)
            .build();
    private final Supplier<List<String>> urls;
    private final Duration patience;
    private final Journal journal;

    /**
     * A client of some nodes.
     *
     * @param urls the nodes' base URLs, asked anew for each attempt
     * @param patience how long it waits for an answer, which then counts as none
     */
    NodeClient(Supplier<List<String>> urls, Duration patience, Journal journal) {
        this.urls = urls;
        this.patience = patience;
        this.journal = journal;
    }

    int nodes() {
        return urls.get().size();
    }

    /** An answer; status {@link Attempt#NO_ANSWER} if there was no whole one. */
    record Answer(int status, String body) {}

    /**
     * Tries one node after the other until one does not refuse.
     *
     * @param first the node to begin with
     * @param turns how many attempts at most, 1 or more
     * @return the last attempt
     */
    Attempt deliver(Intent intent, int first, int turns) {
        long delivery = journal.nextDelivery();
        Attempt last = send(intent, delivery, 1, first % nodes());
        for (int turn = 2; turn <= turns && last.isRefused(); turn++) {
            last = send(intent, delivery, turn, (first + turn - 1) % nodes());
        }
        return last;
    }

    private Attempt send(Intent intent, long delivery, int turn, int node) {
        long sent = System.nanoTime();
        Answer answer = exchange(request(intent, urls.get().get(node)));
        Attempt attempt =
                new Attempt(intent, delivery, turn, node, sent, System.nanoTime(), answer.status(), answer.body());
        journal.add(attempt);
        return attempt;
    }

    private HttpRequest request(Intent intent, String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + intent.path()))
                .timeout(patience)
                .method(
                        intent.method(),
                        intent.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(intent.body()));
        intent.headers().forEach(request::header);
        return request.build();
    }

    /** Reads something without writing it down. */
    Answer get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(urls.get().get(0) + path))
                .timeout(patience)
                .build());
    }

    /** Makes people known, before the journal begins. */
    Answer enrol(Population people) {
        return exchange(HttpRequest.newBuilder(URI.create(urls.get().get(0) + "/v1/subscribers/import"))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(people.enrolment()))
                .build());
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(Attempt.NO_ANSWER, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Attempt.NO_ANSWER, e.toString());
        }
    }
}

package io.tact.acceptance.consistency;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads everything back through the public interface, from nodes that are well. */
final class FinalStateReader {
    private static final int THREADS = 8;
    private static final int TRIES = 3;

    private static final Duration TELLING = Duration.ofSeconds(15);

    private final NodeClient nodes;

    /** Up to where the feed was read. */
    private long position;

    FinalStateReader(NodeClient nodes) {
        this.nodes = nodes;
    }

    FinalState read(Population people) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<FinalState.Contact> contacts = all(threads, people.all(), this::contacts).stream()
                    .flatMap(List::stream)
                    .toList();
            List<String> decisions = contacts.stream()
                    .map(FinalState.Contact::decision)
                    .filter(d -> !d.isEmpty())
                    .distinct()
                    .toList();
            Map<String, Long> versions = all(threads, decisions, d -> Map.entry(d, version(d))).stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new FinalState(contacts, versions, expired(contacts));
        } finally {
            threads.shutdownNow();
        }
    }

    private static <A, B> List<B> all(ExecutorService threads, List<A> asked, Function<A, B> ask) {
        List<Future<B>> under =
                asked.stream().map(a -> threads.submit(() -> ask.apply(a))).toList();
        List<B> told = new ArrayList<>();
        try {
            for (Future<B> future : under) {
                told.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError("the final state could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return told;
    }

    private List<FinalState.Contact> contacts(String subscriber) {
        List<FinalState.Contact> all = new ArrayList<>();
        String path = "/v1/subscribers/" + subscriber + "/contacts?limit=1000";
        String next = "";
        do {
            JsonNode page = get(path + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("contacts").forEach(c -> all.add(contact(subscriber, c)));
            next = text(page.path("next"));
        } while (!next.isEmpty());
        return all;
    }

    /** What ran out is told of by whoever sweeps next: that is waited for, and what was not told then is not. */
    private List<String> expired(List<FinalState.Contact> contacts) {
        Set<String> ranOut = contacts.stream()
                .filter(FinalState.Contact::hasRunOut)
                .map(FinalState.Contact::reservation)
                .collect(Collectors.toSet());
        List<String> told = new ArrayList<>();
        long since = System.nanoTime();
        await("the feed")
                .atMost(TELLING.multipliedBy(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    readOn(told);
                    return told.containsAll(ranOut) || System.nanoTime() - since > TELLING.toNanos();
                });
        return told;
    }

    private void readOn(List<String> told) {
        JsonNode page;
        do {
            page = get("/v1/reservations/expired?limit=1000&after=" + position);
            page.path("expired").forEach(e -> told.add(e.path("reservation").asText()));
            position = page.path("next").asLong(position);
        } while (!page.path("expired").isEmpty());
    }

    private long version(String decision) {
        JsonNode version = get("/v1/decisions/" + decision).path("decidedOn");
        return version.isIntegralNumber() ? version.asLong() : -1;
    }

    private static FinalState.Contact contact(String subscriber, JsonNode c) {
        List<FinalState.Outcome> outcomes = new ArrayList<>();
        c.path("outcomes")
                .forEach(o -> outcomes.add(new FinalState.Outcome(
                        o.path("id").asText(), o.path("outcome").asText())));
        return new FinalState.Contact(
                subscriber,
                c.path("reservation").asText(),
                text(c.path("decision")),
                c.path("campaign").asText(),
                c.path("offer").asText(),
                c.path("treatment").asText(),
                c.path("channel").asText(),
                new BigDecimal(c.at("/amounts/contactCost").asText("0")),
                Instant.parse(c.path("at").asText()),
                c.path("state").asText(),
                outcomes);
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }

    private JsonNode get(String path) {
        NodeClient.Answer answer = nodes.get(path);
        for (int tries = 1; answer.status() != 200 && tries < TRIES; tries++) {
            answer = nodes.get(path);
        }
        if (answer.status() == 404) {
            return Json.object();
        }
        if (answer.status() != 200) {
            throw new AssertionError(path + " was answered with " + answer);
        }
        return Json.read(answer.body());
    }
}

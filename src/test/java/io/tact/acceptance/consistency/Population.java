package io.tact.acceptance.consistency;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whom the workload is about: two subscribers share an account, and a few get most of the attention.
 *
 * @param first the number of the first, even; those of another run on the same nodes have other numbers
 * @param size how many there are
 * @param hot how many of them are asked about in most requests
 */
record Population(int first, int size, int hot) {
    private static final double ATTENTION = 0.6;

    Population(int size, int hot) {
        this(0, size, hot);
    }

    /** The id of one of them, counted from 0. */
    String subscriber(int n) {
        return "S-" + (first + n);
    }

    /** The account of a subscriber. */
    String account(String subscriber) {
        return "A-" + Integer.parseInt(subscriber.substring(2)) / 2;
    }

    List<String> all() {
        return IntStream.range(0, size).mapToObj(this::subscriber).toList();
    }

    String any(RandomGenerator chance) {
        return subscriber(chance.nextDouble() < ATTENTION ? chance.nextInt(hot) : chance.nextInt(size));
    }

    /** What makes them known, one JSON object per line. */
    String enrolment() {
        return all().stream()
                .map(s -> Json.object()
                        .put("id", s)
                        .put("account", account(s))
                        .put("zone", "Europe/Paris")
                        .toString())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rulesets the tests run on, and people for them. */
public final class Rulesets {
    /** At most two contacts in 24 hours over all channels, and no other rule. */
    static final Path TWO_A_DAY = resource("/rulesets/two-a-day");

    /** Caps of several kinds over seconds, for runs that fill and empty them many times. */
    public static final Path SHORT_WINDOWS = resource("/rulesets/short-windows");

    private Rulesets() {}

    /** The id of the n-th subscriber of {@link #enrol}, from 0. */
    static String subscriber(int n) {
        return "S-" + n;
    }

    /** Makes so many subscribers known to a node. */
    static void enrol(Api api, int count) {
        String lines = IntStream.range(0, count)
                .mapToObj(n -> "{\"id\": \"" + subscriber(n) + "\", \"zone\": \"Europe/Paris\"}")
                .collect(Collectors.joining("\n", "", "\n"));
        Api.Answer answer = api.importSubscribers(lines);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static Path resource(String name) {
        try {
            URI uri = Objects.requireNonNull(Rulesets.class.getResource(name), name)
                    .toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

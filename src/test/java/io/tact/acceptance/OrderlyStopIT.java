package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives an orderly stop; what a kill does is tried in {@code SingleNodeIT}. */
class OrderlyStopIT {
    private static final int SUBSCRIBERS = 40;

    private final Path folder;

    OrderlyStopIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** One request whose whole answer arrived. */
    private record Acknowledged(String subscriber, String channel, String decision, List<String> granted) {}

    @Test
    void keepsEverythingThroughAnOrderlyStop() {
        Path data = folder.resolve("data");
        Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Api api = new Api(tact.url());
            Rulesets.enrol(api, SUBSCRIBERS);
            for (int n = 0; n < SUBSCRIBERS; n++) {
                ask(api, n, acknowledged).join();
            }
            tact.stop();
        }
        assertThat(acknowledged).hasSize(SUBSCRIBERS);
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Api api = new Api(tact.url());
            assertAllThereOnce(api, acknowledged);
            assertRepeatingChangesNothing(api, acknowledged);
            assertAllThereOnce(api, acknowledged);
            assertThat(api.get("/v1/subscribers/" + Rulesets.subscriber(7)).status())
                    .isEqualTo(200);
        }
    }

    private static CompletableFuture<Void> ask(Api api, int n, Map<String, Acknowledged> acknowledged) {
        String subscriber = Rulesets.subscriber(n);
        String channel = n % 2 == 0 ? "SMS" : "PUSH";
        String key = "load-" + n;
        return api.decide(subscriber, channel, key).thenAccept(answer -> {
            if (answer.status() == 200) {
                acknowledged.put(
                        key,
                        new Acknowledged(
                                subscriber,
                                channel,
                                answer.json().path("decisionId").asText(),
                                Reservations.granted(answer.json())));
            }
        });
    }

    private static void assertAllThereOnce(Api api, Map<String, Acknowledged> acknowledged) {
        Map<String, List<String>> contacts = new ConcurrentHashMap<>();
        acknowledged.values().forEach(a -> {
            List<String> theirs = contacts.computeIfAbsent(a.subscriber(), s -> Reservations.inContactsOf(api, s));
            assertThat(theirs)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(2)
                    .containsAll(a.granted());
        });
    }

    /** The same key gives the answer that was given; nothing is reserved again. */
    private static void assertRepeatingChangesNothing(Api api, Map<String, Acknowledged> acknowledged) {
        acknowledged.forEach((key, before) -> {
            Api.Answer again =
                    api.decide(before.subscriber(), before.channel(), key).join();
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().path("decisionId").asText()).isEqualTo(before.decision());
            assertThat(Reservations.granted(again.json())).isEqualTo(before.granted());
        });
    }
}

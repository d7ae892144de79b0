package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives: an orderly stop, and a kill in the middle of the work. */
class CrashIT {
    private static final int SUBSCRIBERS = 2_000;
    private static final int UNDER_WAY = 32;

    private final Path folder;

    CrashIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** One request whose whole answer arrived. */
    private record Acknowledged(String subscriber, String channel, String decision, List<String> granted) {}

    @Test
    void keepsEveryAcknowledgedReservationOnceThroughKillMinusNine() {
        Path data = folder.resolve("data");
        Map<String, Acknowledged> acknowledged;
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Rulesets.enrol(new Api(tact.url()), SUBSCRIBERS);
            acknowledged = killUnderLoad(tact, 1_500);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(1_500);
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Api api = new Api(tact.url());
            assertAllThereOnce(api, acknowledged);
            assertRepeatingChangesNothing(api, acknowledged);
            assertAllThereOnce(api, acknowledged);
        }
    }

    @Test
    void keepsEverythingThroughAnOrderlyStop() {
        Path data = folder.resolve("data");
        Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Api api = new Api(tact.url());
            Rulesets.enrol(api, 40);
            for (int n = 0; n < 40; n++) {
                ask(api, n, acknowledged).join();
            }
            tact.stop();
        }
        assertThat(acknowledged).hasSize(40);
        try (TactProcess tact = TactProcess.serve(folder, Rulesets.TWO_A_DAY, data)) {
            Api api = new Api(tact.url());
            assertAllThereOnce(api, acknowledged);
            assertThat(api.get("/v1/subscribers/" + Rulesets.subscriber(7)).status())
                    .isEqualTo(200);
        }
    }

    /** Keeps {@link #UNDER_WAY} requests in the air, and kills the node once so many are acknowledged. */
    private static Map<String, Acknowledged> killUnderLoad(TactProcess tact, int enough) {
        Api api = new Api(tact.url());
        Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean killed = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger();
        Semaphore places = new Semaphore(UNDER_WAY);
        Thread load = new Thread(
                () -> {
                    while (!killed.get()) {
                        places.acquireUninterruptibly();
                        ask(api, next.getAndIncrement(), acknowledged)
                                .whenComplete((done, failure) -> places.release());
                    }
                },
                "load");
        load.start();
        try {
            await("acknowledged reservations")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> acknowledged.size() >= enough);
            tact.kill();
        } finally {
            killed.set(true);
        }
        await("requests under way")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !load.isAlive() && places.availablePermits() == UNDER_WAY);
        return Map.copyOf(acknowledged);
    }

    private static CompletableFuture<Void> ask(Api api, int n, Map<String, Acknowledged> acknowledged) {
        String subscriber = Rulesets.subscriber(n % SUBSCRIBERS);
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
        acknowledged.entrySet().stream().limit(200).forEach(entry -> {
            Acknowledged before = entry.getValue();
            Api.Answer again = api.decide(before.subscriber(), before.channel(), entry.getKey())
                    .join();
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(again.json().path("decisionId").asText()).isEqualTo(before.decision());
            assertThat(Reservations.granted(again.json())).isEqualTo(before.granted());
        });
    }
}

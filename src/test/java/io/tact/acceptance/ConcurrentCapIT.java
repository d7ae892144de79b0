package io.tact.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cap of two under a storm of requests over every channel. */
class ConcurrentCapIT {
    private static final int ROUNDS = 1_000;
    private static final int CONCURRENT = 64;
    private static final List<String> CHANNELS = List.of("PUSH", "SMS", "EMAIL", "IVR", "CALL_CENTRE", "USSD");

    private final Path folder;

    ConcurrentCapIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void grantsExactlyTwoOfSixtyFourInEveryRound() {
        try (TactProcess tact = TactProcess.serveForLong(folder, Rulesets.TWO_A_DAY, folder.resolve("data"))) {
            Api api = new Api(tact.url());
            Rulesets.enrol(api, ROUNDS);
            for (int round = 0; round < ROUNDS; round++) {
                String subscriber = Rulesets.subscriber(round);
                List<String> granted = storm(api, subscriber, round);
                assertThat(granted).as("granted in round %d", round).hasSize(2).doesNotHaveDuplicates();
                assertThat(Reservations.inContactsOf(api, subscriber))
                        .as("contacts of round %d", round)
                        .containsExactlyInAnyOrderElementsOf(granted);
            }
        }
    }

    private static List<String> storm(Api api, String subscriber, int round) {
        List<CompletableFuture<Api.Answer>> answers = IntStream.range(0, CONCURRENT)
                .mapToObj(i ->
                        api.decide(subscriber, CHANNELS.get((round + i) % CHANNELS.size()), "round-" + round + "-" + i))
                .toList();
        List<String> granted = new ArrayList<>();
        for (CompletableFuture<Api.Answer> pending : answers) {
            Api.Answer answer = pending.join();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            granted.addAll(Reservations.granted(answer.json()));
        }
        return granted;
    }
}

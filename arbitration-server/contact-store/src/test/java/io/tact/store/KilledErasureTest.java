package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.lifecycle.AuditEntry;
import io.tact.port.Feeds;
import io.tact.port.LogPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledErasureTest {
    private static final int ROUNDS = 6;
    private static final int ERASED_BEFORE_THE_KILL = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anErasureIsWholeOrCompletedByWhoeverSweepsAfterTheKill() throws Exception {
        int started = 0;
        for (int round = 0; round < ROUNDS; round++) {
            started = eraseAndKill(round * 1_000, round) + 1;
            try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
                ErasingProcess town = new ErasingProcess(store);
                get(town.sweeper.sweep(ErasingProcess.LATER, 1_000));
                for (int number = round * 1_000; number < started; number++) {
                    isWhole(town, number, number < round * 1_000 + ERASED_BEFORE_THE_KILL);
                }
            }
        }
        assertThat(started).isGreaterThan(0);
    }

    /** Either all of it is there, or nothing but the no of the number and one line of audit. */
    private static void isWhole(ErasingProcess town, int number, boolean acknowledged) {
        boolean erased = town.isErased(number);
        assertThat(erased || !acknowledged).as("subscriber %d", number).isTrue();
        assertThat(get(town.store.decisionsOf(ErasingProcess.id(number), LogPlace.START, 1_000)))
                .as("decisions of subscriber %d, erased: %s", number, erased)
                .hasSize(erased ? 0 : ErasingProcess.DECISIONS);
        assertThat(get(town.store.refused(Set.of("hash-of-line-" + ErasingProcess.line(number)))))
                .hasSize(erased ? 1 : 0);
        String subject = "hash-of-subscriber-" + ErasingProcess.id(number);
        long audited = get(town.store.feed(Feeds.Feed.AUDIT, 0, 10_000)).stream()
                .map(entry -> AuditEntry.unpack(entry.at(), entry.body()))
                .filter(entry -> entry.subject().equals(subject))
                .count();
        assertThat(audited).isEqualTo(erased ? 1 : 0);
    }

    /** The number of the last subscriber that was enrolled. */
    private int eraseAndKill(int from, int more) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ErasingProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> enrolled = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.matches("enrolled \\d+")) {
                    enrolled.add(Integer.parseInt(line.substring(9)));
                }
                if (enrolled.size() > ERASED_BEFORE_THE_KILL + more) {
                    // Through the handle, which leaves what was printed so far to be read; an erasure is under way.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return enrolled.get(enrolled.size() - 1);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

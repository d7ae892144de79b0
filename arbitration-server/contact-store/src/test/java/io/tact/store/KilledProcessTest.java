package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.DecisionRow;
import io.tact.port.Feeds;
import io.tact.port.LogPlace;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyAcknowledgedCommitOutlivesAKilledProcess() throws Exception {
        List<Long> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> now = commitAndKill(round * 1_000_000L);
            assertThat(now).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL - 1);
            acknowledged.addAll(now);
            try (RocksDbContactStore store = RocksDbContactStore.open(folder)) {
                for (long number : acknowledged) {
                    isWhole(store, number);
                }
                indexesAreWhole(store, acknowledged);
            }
        }
    }

    private List<Long> commitAndKill(long from) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> acknowledged = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                boolean whole = line.matches("ack \\d+");
                assertThat(whole || acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL)
                        .as(line)
                        .isTrue();
                if (whole) {
                    acknowledged.add(Long.parseLong(line.substring(4)));
                }
                if (acknowledged.size() == ACKNOWLEDGED_BEFORE_THE_KILL) {
                    // Through the handle, which leaves what was printed so far to be read.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        // The last line may have been cut short by the kill: its number may not be the one that was meant.
        return acknowledged.subList(0, acknowledged.size() - 1);
    }

    private static void isWhole(RocksDbContactStore store, long number) {
        RecordWrite write = CommittingProcess.commit(number).writes().get(0);
        assertThat(get(store.load(write.key())).orElseThrow().bytes())
                .as("record of commit %d", number)
                .isEqualTo(write.bytes());
        assertThat(get(store.decision("d-" + number)))
                .as("decision of commit %d", number)
                .isPresent();
    }

    /** Each that was acknowledged is in every index, and each index has nothing that is not a whole commit. */
    private static void indexesAreWhole(RocksDbContactStore store, List<Long> acknowledged) {
        List<String> decisions = get(store.decisionsOf("S", LogPlace.START, Integer.MAX_VALUE)).stream()
                .map(DecisionRow::id)
                .toList();
        assertThat(decisions)
                .containsAll(acknowledged.stream().map(n -> "d-" + n).toList());
        List<Reminder> due = get(store.due(Instant.ofEpochMilli(Long.MAX_VALUE / 2), Integer.MAX_VALUE));
        assertThat(due)
                .extracting(Reminder::id)
                .containsAll(acknowledged.stream().map(n -> "r-" + n).toList());
        List<Feeds.Entry> events = get(store.feed(Feeds.Feed.EVENTS, 0, Integer.MAX_VALUE));
        assertThat(events).hasSameSizeAs(due).hasSameSizeAs(decisions);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).position()).isEqualTo(i + 1);
        }
        Set<String> hashes = acknowledged.stream().map(n -> "h-" + n).collect(Collectors.toSet());
        assertThat(get(store.refused(hashes))).hasSize(hashes.size());
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

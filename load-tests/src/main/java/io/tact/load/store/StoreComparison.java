package io.tact.load.store;

import io.tact.grid.GridNode;
import io.tact.grid.GridSettings;
import io.tact.grid.Membership;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.Redirect;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.ContactStore;
import io.tact.port.DecisionRow;
import io.tact.store.RocksDbContactStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The two embedded stores side by side, in one run, through the ledger: read a record of about 700 bytes, commit it with a
 * decision row of 1.5 KB, at several numbers in flight. Rounds alternate; medians and ratios are printed.
 *
 * <p>Arguments: the folder to work in (must exist; what is made in it is deleted), rounds (3), milliseconds per round
 * (1500).
 */
public final class StoreComparison {
    private static final int SUBSCRIBERS = 20_000;
    private static final int[] IN_FLIGHT = {1, 16, 64, 128};

    private final PrintStream out;
    private final int millis;
    private final AtomicLong decisions = new AtomicLong();
    private final byte[] answer = new byte[500];
    private final byte[] inputs = new byte[1000];

    private StoreComparison(PrintStream out, int millis) {
        this.out = out;
        this.millis = millis;
        Random random = new Random(1);
        for (byte[] bytes : List.of(answer, inputs)) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ('a' + random.nextInt(16));
            }
        }
    }

    private record Round(double perSecond, long p50Micros, long p99Micros) {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int millis = args.length > 2 ? Integer.parseInt(args[2]) : 1500;
        new StoreComparison(System.out, millis).compare(Path.of(args[0]), rounds);
    }

    private void compare(Path folder, int rounds) throws Exception {
        Map<String, Function<Path, ContactStore>> peers = new LinkedHashMap<>();
        peers.put("rocksdb", RocksDbContactStore::open);
        peers.put("sqlite", SqliteContactStore::open);
        Map<String, ContactStore> stores = new LinkedHashMap<>();
        try (GridNode node = GridNode.start(new GridSettings("comparison", 256, 64, new Membership.Alone()))) {
            Map<String, ContactLedger> ledgers = new LinkedHashMap<>();
            for (Map.Entry<String, Function<Path, ContactStore>> peer : peers.entrySet()) {
                Path own = Files.createTempDirectory(folder, "comparison-" + peer.getKey());
                ContactStore store = peer.getValue().apply(own);
                stores.put(peer.getKey(), store);
                // Each has subscribers of its own, since they share the grid.
                ledgers.put(peer.getKey(), node.ledger(store));
            }
            measure(ledgers, rounds);
        } finally {
            stores.values().forEach(ContactStore::close);
            delete(folder);
        }
    }

    private void measure(Map<String, ContactLedger> ledgers, int rounds) throws InterruptedException {
        for (Map.Entry<String, ContactLedger> ledger : ledgers.entrySet()) {
            round(ledger.getKey(), ledger.getValue(), 64);
        }
        for (int inFlight : IN_FLIGHT) {
            Map<String, List<Round>> measured = new LinkedHashMap<>();
            for (int i = 0; i < rounds; i++) {
                for (Map.Entry<String, ContactLedger> ledger : ledgers.entrySet()) {
                    measured.computeIfAbsent(ledger.getKey(), k -> new ArrayList<>())
                            .add(round(ledger.getKey(), ledger.getValue(), inFlight));
                }
            }
            print(inFlight, measured);
        }
    }

    private Round round(String name, ContactLedger ledger, int inFlight) throws InterruptedException {
        Semaphore places = new Semaphore(inFlight);
        ConcurrentHistogram micros = new ConcurrentHistogram(3);
        AtomicLong failures = new AtomicLong();
        Random random = new Random(inFlight);
        long begun = System.nanoTime();
        long end = begun + millis * 1_000_000L;
        long count = 0;
        while (System.nanoTime() < end) {
            places.acquire();
            long asked = System.nanoTime();
            LedgerKey key = LedgerKey.ofSubscriber(name + random.nextInt(SUBSCRIBERS));
            commit(ledger, key).whenComplete((result, failure) -> {
                if (failure != null) {
                    failures.incrementAndGet();
                }
                micros.recordValue((System.nanoTime() - asked) / 1000);
                places.release();
            });
            count++;
        }
        places.acquire(inFlight);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (failures.get() > 0) {
            throw new IllegalStateException(name + ": " + failures + " commits failed");
        }
        return new Round(count / seconds, micros.getValueAtPercentile(50), micros.getValueAtPercentile(99));
    }

    private CompletionStage<CommitResult> commit(ContactLedger ledger, LedgerKey key) {
        String id = "decision-" + decisions.incrementAndGet();
        DecisionRow row = new DecisionRow(id, Instant.EPOCH, new byte[32], "S", answer, inputs);
        return ledger.read(key).thenCompose(read -> {
            long version = read.map(LedgerRecord::version).orElse(0L);
            // A redirect with a long text packs to about the size of an ordinary history, at little cost of its own.
            LedgerRecord record = new Redirect(key, version, key, id + "x".repeat(660));
            return ledger.commit(0, List.of(record), row);
        });
    }

    private void print(int inFlight, Map<String, List<Round>> measured) {
        Round rocks = median(measured.getOrDefault("rocksdb", List.of()));
        Round sqlite = median(measured.getOrDefault("sqlite", List.of()));
        out.printf(
                "%d in flight: rocksdb %.0f/s (p50 %d, p99 %d us), sqlite %.0f/s (p50 %d, p99 %d us), ratio %.2f%n",
                inFlight,
                rocks.perSecond(),
                rocks.p50Micros(),
                rocks.p99Micros(),
                sqlite.perSecond(),
                sqlite.p50Micros(),
                sqlite.p99Micros(),
                rocks.perSecond() / sqlite.perSecond());
    }

    private static Round median(List<Round> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Round::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> made;
        try (Stream<Path> files = Files.walk(folder)) {
            made = files.filter(f -> f.startsWith(folder) && !f.equals(folder))
                    .filter(f -> folder.relativize(f).getName(0).toString().startsWith("comparison-"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path file : made) {
            Files.delete(file);
        }
    }
}

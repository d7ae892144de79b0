package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.arbitration.Accounts;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.lifecycle.ErasedAddresses;
import io.tact.lifecycle.Erasures;
import io.tact.lifecycle.Sweeper;
import io.tact.model.Consent;
import io.tact.model.Subscriber;
import io.tact.port.DecisionRow;
import io.tact.port.StoreLedger;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A process that enrols subscribers with decisions and erases them one after the other, and prints each receipt. */
final class ErasingProcess {
    static final int DECISIONS = 300;
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Instant LATER = NOW.plusSeconds(60);

    final RocksDbContactStore store;
    final Accounts accounts;
    final Erasures erasures;
    final Sweeper sweeper;

    ErasingProcess(RocksDbContactStore store) {
        this.store = store;
        StoreLedger ledger = new StoreLedger(store);
        ErasedAddresses addresses = new ErasedAddresses(store::refused, text -> "hash-of-" + text.replace(' ', '-'));
        accounts = new Accounts(ledger, ContactHistory.DEFAULT_RETENTION, addresses);
        erasures = new Erasures(ledger, accounts, store, addresses, ContactHistory.DEFAULT_RETENTION);
        sweeper = new Sweeper(store::due, ledger, accounts, erasures);
    }

    public static void main(String[] args) {
        PrintStream out = System.out;
        ErasingProcess town = new ErasingProcess(RocksDbContactStore.open(Path.of(args[0])));
        for (int number = Integer.parseInt(args[1]); ; number++) {
            town.enrol(number);
            out.println("enrolled " + number);
            out.flush();
            boolean erased = town.erasures
                    .erase(new Erasures.Request(id(number), "anonymous", "asked", LATER))
                    .toCompletableFuture()
                    .join()
                    .isPresent();
            out.println((erased ? "erased " : "unknown ") + number);
            out.flush();
        }
    }

    static String id(int number) {
        return "S-" + number;
    }

    static String line(int number) {
        return "+3360000" + number;
    }

    private void enrol(int number) {
        Consent refusal = new Consent(null, null, null, null, false, NOW, null, null);
        Subscriber subscriber = new Subscriber(
                id(number), List.of(line(number)), List.of(), List.of(), null, null, null, Map.of(), List.of(refusal));
        accounts.enrol(subscriber, null, NOW).toCompletableFuture().join();
        List<DecisionRow> rows = java.util.stream.IntStream.range(0, DECISIONS)
                .mapToObj(i -> new DecisionRow(
                        id(number) + "/" + i, NOW, new byte[0], id(number), "answer".getBytes(UTF_8), new byte[0]))
                .toList();
        store.record(rows).toCompletableFuture().join();
    }

    boolean isErased(int number) {
        return store.load(LedgerKey.ofSubscriber(id(number)))
                .toCompletableFuture()
                .join()
                .map(stored -> io.tact.history.RecordCodec.decode(stored.key(), stored.bytes()))
                .filter(record -> record instanceof io.tact.history.Redirect)
                .isPresent();
    }
}

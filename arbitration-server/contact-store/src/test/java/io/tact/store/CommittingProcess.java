package io.tact.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.LedgerKey;
import io.tact.port.CommitResult;
import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.StoreCommit;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A process that commits without end and prints the number of each commit that it was told is durable. */
final class CommittingProcess {
    private static final int IN_FLIGHT = 32;

    private CommittingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = System.out;
        RocksDbContactStore store = RocksDbContactStore.open(Path.of(args[0]));
        Semaphore places = new Semaphore(IN_FLIGHT);
        for (long number = Long.parseLong(args[1]); ; number++) {
            places.acquire();
            String acknowledged = "ack " + number;
            store.commit(commit(number)).whenComplete((result, failure) -> {
                out.println(result instanceof CommitResult.Committed ? acknowledged : "bad " + result + failure);
                out.flush();
                places.release();
            });
        }
    }

    static LedgerKey key(long number) {
        return LedgerKey.ofAccount("A-" + number);
    }

    static StoreCommit commit(long number) {
        byte[] bytes = ("record " + number + " ").repeat(40).getBytes(UTF_8);
        RecordWrite write = new RecordWrite(key(number), 0, bytes);
        return new StoreCommit(
                0, List.of(write), new DecisionRow("d-" + number, Instant.EPOCH, new byte[] {1}, "S", bytes, bytes));
    }
}

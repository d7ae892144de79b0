package io.tact.server;

import io.tact.grid.GridNode;
import io.tact.http.Readiness;
import io.tact.port.Peer;
import io.tact.registers.SharedRegisters;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a node one of several: it tells the others where it takes requests while it is ready, reads what operators
 * changed elsewhere, and asks the store which epoch is active and which data format is written. Safe for any thread.
 */
final class Belonging implements AutoCloseable {
    /** Said to all when an operator changed something somewhere. */
    static final String REGISTERS = "registers";

    private static final Logger LOG = LoggerFactory.getLogger(Belonging.class);
    private static final long EVERY_MILLIS = 1_000;

    private final GridNode grid;
    private final SharedRegisters registers;
    private final ActiveEpoch epoch;
    private final AgreedFormat format;
    private final Readiness readiness;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "belonging");
        made.setDaemon(true);
        return made;
    });
    private boolean leaving;

    Belonging(GridNode grid, SharedRegisters registers, ActiveEpoch epoch, AgreedFormat format, Readiness readiness) {
        this.grid = grid;
        this.registers = registers;
        this.epoch = epoch;
        this.format = format;
        this.readiness = readiness;
        grid.listen(word -> {
            if (word.equals(REGISTERS)) {
                registers.changedElsewhere();
            }
        });
    }

    /** Begins: from now on requests may come from other nodes. */
    void begin(Peer here) {
        // What changed between opening the registers and hearing of changes.
        registers.changedElsewhere();
        thread.scheduleWithFixedDelay(() -> look(here), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Peer here) {
        try {
            await("which ruleset is active", epoch.refresh());
            await("which data format is written", format.look(grid::dataFormatsSeen));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        announce(here);
    }

    private static void await(String what, CompletionStage<Void> asked) throws InterruptedException {
        try {
            asked.toCompletableFuture().get(EVERY_MILLIS * 5, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("it is not known {}: {}", what, e.toString());
        }
    }

    private synchronized void announce(Peer here) {
        try {
            if (!leaving && readiness.isReady()) {
                grid.announce(here);
            } else {
                grid.withdraw();
            }
        } catch (RuntimeException e) {
            LOG.warn("the other nodes could not be told whether this one takes requests: {}", e.toString());
        }
    }

    /** Tells the others to send no more requests. Idempotent. */
    synchronized void leave() {
        if (leaving) {
            return;
        }
        leaving = true;
        try {
            grid.withdraw();
        } catch (RuntimeException e) {
            LOG.warn("the other nodes could not be told that this one leaves: {}", e.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

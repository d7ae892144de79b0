package io.tact.registers;

import io.tact.policy.Registers;
import io.tact.port.CouldNotDecideException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registers of a node among others: what another changed is read when that is heard of, and every 2 seconds in case it is
 * not heard. A node that could not read them for 10 seconds does not know which kill switches are set: it says so and
 * decides nothing. Safe for any thread.
 */
public final class SharedRegisters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRegisters.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration OLDEST = Duration.ofSeconds(10);

    private final OperatorRegisters registers;
    private final LongSupplier nanos;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "registers");
        made.setDaemon(true);
        return made;
    });
    private volatile long readAt;

    /** @param nanos a clock that never goes back, in nanoseconds */
    SharedRegisters(OperatorRegisters registers, LongSupplier nanos) {
        this.registers = registers;
        this.nanos = nanos;
        this.readAt = nanos.getAsLong();
    }

    /** Begins to look after registers that were just opened; does not close them. */
    public static SharedRegisters of(OperatorRegisters registers) {
        SharedRegisters shared = new SharedRegisters(registers, System::nanoTime);
        shared.thread.scheduleWithFixedDelay(shared::reload, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return shared;
    }

    /** Another node changed something: it is read soon. */
    public void changedElsewhere() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::reload);
            } catch (RejectedExecutionException e) {
                LOG.debug("not read again: the node is stopping");
            }
        }
    }

    void reload() {
        asked.set(false);
        long began = nanos.getAsLong();
        try {
            registers.reload().toCompletableFuture().join();
            readAt = began;
        } catch (CompletionException | CouldNotDecideException e) {
            LOG.warn("suspensions and lists could not be read: {}", String.valueOf(e.getMessage()));
        }
    }

    /** Why this node does not know what is suspended, if it does not. */
    public Optional<String> unhealthy() {
        Duration age = Duration.ofNanos(nanos.getAsLong() - readAt);
        return age.compareTo(OLDEST) <= 0
                ? Optional.empty()
                : Optional.of("suspensions and lists were last read " + age.toSeconds()
                        + " s ago. Maybe the store cannot be reached");
    }

    /**
     * What decisions read at this moment. Cheap.
     *
     * @throws CouldNotDecideException if it is not known what is suspended
     */
    public Registers current() {
        unhealthy().ifPresent(why -> {
            throw new CouldNotDecideException(why);
        });
        return registers.current();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

package io.tact.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.model.Suspension;
import io.tact.port.CouldNotDecideException;
import io.tact.port.InMemoryOperatorStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes over one store. */
class SharedRegistersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final InMemoryOperatorStore.Disk disk = new InMemoryOperatorStore.Disk();
    private final InMemoryOperatorStore store = new InMemoryOperatorStore(disk);
    private final AtomicInteger changes = new AtomicInteger();
    private final OperatorRegisters here = open(new InMemoryOperatorStore(disk));
    private final OperatorRegisters there = open(store);
    private final AtomicLong nanos = new AtomicLong();
    private final SharedRegisters shared = new SharedRegisters(there, nanos::get);

    private OperatorRegisters open(InMemoryOperatorStore over) {
        return OperatorRegisters.open(over, 100, Clock.fixed(NOW, ZoneOffset.UTC), changes::incrementAndGet);
    }

    @AfterEach
    void close() {
        shared.close();
        here.close();
        there.close();
    }

    @Test
    void aKillSwitchSetOnOneNodeHoldsOnTheOtherOnceItHasRead() {
        set(here, "one");
        assertThat(changes).hasValue(1);
        assertThat(shared.current().suspensions()).isEmpty();
        shared.reload();
        assertThat(shared.current().suspensions()).extracting(Suspension::id).containsExactly("one");
    }

    @Test
    void whatBothChangeIsAllThere() {
        set(here, "one");
        set(there, "two");
        assertThat(there.suspensions().current()).extracting(Suspension::id).containsExactly("one", "two");
        assertThat(here.suspensions().remove("two").toCompletableFuture().join())
                .isPresent();
        shared.reload();
        assertThat(shared.current().suspensions()).extracting(Suspension::id).containsExactly("one");
    }

    @Test
    void whoCannotReadSaysSoAndDecidesNothingUntilItCan() {
        set(here, "one");
        shared.reload();
        store.close();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        shared.reload();
        assertThat(shared.current().suspensions()).as("still young enough").hasSize(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(shared.unhealthy())
                .contains("suspensions and lists were last read 11 s ago. Maybe the store cannot be reached");
        assertThatThrownBy(shared::current).isInstanceOf(CouldNotDecideException.class);
    }

    private static void set(OperatorRegisters registers, String id) {
        Suspension suspension = new Suspension(id, Suspension.Target.CAMPAIGN, "HELLO", "enough", NOW, null);
        registers.suspensions().set(suspension).toCompletableFuture().join();
    }
}

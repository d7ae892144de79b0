package io.tact.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tact.port.CouldNotDecideException;
import io.tact.store.CannotOpenStoreException;
import io.tact.store.StoreAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWaitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Duration> pauses = new ArrayList<>();
    private long now;
    private int tries;

    private StoreWait wait(Duration patience) {
        return new StoreWait(patience, () -> now, time -> {
            pauses.add(time);
            now += time.toNanos();
        });
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static StartupException away() {
        return new StartupException("down", new StoreAwayException("down", new IllegalStateException()));
    }

    @Test
    void asksEverLessOftenUntilTheStoreIsThere() throws StartupException {
        String done = wait(PATIENCE).until(() -> {
            if (now < Duration.ofSeconds(20).toNanos()) {
                tries++;
                throw away();
            }
            return "there";
        });

        assertThat(done).isEqualTo("there");
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(200)).endsWith(Duration.ofSeconds(3));
        assertThat(tries).isEqualTo(pauses.size()).isLessThan(15);
    }

    @Test
    void patienceIsForTheWholeStartAndItsEndSaysForHowLongItWaited() throws StartupException {
        StoreWait wait = wait(PATIENCE);
        wait.until(() -> {
            if (now < Duration.ofSeconds(50).toNanos()) {
                throw away();
            }
            return 1;
        });

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> wait.until(() -> {
                    throw new StartupException("silent", new CouldNotDecideException("silent"));
                }))
                .withMessage("silent. It was waited for 60 s, as store.postgresql.patience (PT1M) says");
        assertThat(now).isEqualTo(PATIENCE.toNanos());
    }

    @Test
    void whatIsWrongWithAStoreThatIsThereIsSaidAtOnce() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> wait(PATIENCE).until(() -> {
                    throw new StartupException(
                            "wrong password", new CannotOpenStoreException("wrong password", new Exception()));
                }))
                .withMessage("wrong password");
        assertThat(pauses).isEmpty();
    }

    @Test
    void withoutPatienceNothingIsTriedTwice() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> wait(Duration.ZERO).until(() -> {
                    throw away();
                }))
                .withMessage("down");
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptEndsTheWait() {
        StoreWait wait = new StoreWait(PATIENCE, () -> now, time -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> wait.until(() -> {
                    throw away();
                }))
                .withMessageContaining("told to end while waiting for the store: down");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}

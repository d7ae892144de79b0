package io.tact.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.lifecycle.Erasures;
import io.tact.policy.RegisterExtract;
import io.tact.port.DecisionRow;
import io.tact.port.Formats;
import io.tact.port.InMemoryContactStore;
import io.tact.port.LogPlace;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DryRunLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

    private final InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
    private final InMemoryContactStore store = new InMemoryContactStore(disk);
    private final AtomicInteger dropped = new AtomicInteger();
    private final DryRunLog log = new DryRunLog(store, 3, Formats.NEWEST, dropped::incrementAndGet);

    private static DryRunLog.Entry entry() {
        return entry("anna");
    }

    private static DryRunLog.Entry entry(String subscriber) {
        DecisionInputs inputs = new DecisionInputs(
                Instant.parse("2031-01-01T00:00:00Z"),
                new RulesetVersion("r", "00"),
                1,
                subscriber,
                ContactHistory.empty(LedgerKey.ofSubscriber(subscriber)),
                new byte[] {7},
                RegisterExtract.NONE);
        return new DryRunLog.Entry(NOW, inputs, new byte[] {1, 2});
    }

    private int flush(DryRunLog from, int most) {
        return from.flush(NOW, most).toCompletableFuture().join();
    }

    @Test
    void whatWaitedLongestIsWrittenFirstUnderTheInstantAtWhichItWasAsked() {
        log.add("d1", entry());
        log.add("d2", entry());

        assertThat(flush(log, 1)).isEqualTo(1);

        DecisionRow row = store.decision("d1").toCompletableFuture().join().orElseThrow();
        assertThat(row.at()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(row.subscriber()).isEqualTo("anna");
        assertThat(row.answer()).containsExactly(1, 2);
        assertThat(DecisionInputsCodec.decode(row.inputs()).at()).isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(log.find("d1")).isEmpty();
        assertThat(log.find("d2")).isPresent();
        assertThat(flush(log, 10)).isEqualTo(1);
        assertThat(flush(log, 10)).isZero();
    }

    @Test
    void theNewOneIsDroppedWhereTooManyWait() {
        for (int i = 0; i < 5; i++) {
            log.add("d" + i, entry());
        }

        assertThat(dropped).hasValue(2);
        assertThat(log.size()).isEqualTo(3);
        assertThat(flush(log, 10)).isEqualTo(3);
        assertThat(store.decision("d4").toCompletableFuture().join()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenGoesOnWaiting() {
        log.add("d1", entry());
        store.close();
        assertThat(log.flush(NOW, 10)).failsWithin(Duration.ofSeconds(10));
        assertThat(log.find("d1")).isPresent();

        InMemoryContactStore again = new InMemoryContactStore(disk);
        DryRunLog next = new DryRunLog(again, 3, Formats.NEWEST, dropped::incrementAndGet);
        log.find("d1").ifPresent(waiting -> next.add("d1", waiting));
        assertThat(flush(next, 10)).isEqualTo(1);
    }

    @Test
    void whatWaitsOfOneSubscriberIsWrittenBeforeTheOthersAndOnce() {
        log.add("b1", entry("béla"));
        log.add("a1", entry("anna"));
        log.add("a2", entry("anna"));

        assertThat(log.flushOf(NOW, "anna").toCompletableFuture().join()).isEqualTo(2);

        assertThat(store.decisionsOf("anna", LogPlace.START, 10)
                        .toCompletableFuture()
                        .join())
                .extracting(DecisionRow::id)
                .containsExactly("a1", "a2");
        assertThat(log.size()).isEqualTo(1);
        assertThat(log.flushOf(NOW, "anna").toCompletableFuture().join()).isZero();
        assertThat(flush(log, 10)).isEqualTo(1);
    }

    @Test
    void whatWaitedSoLongThatItMayBeOfSomebodyErasedIsDropped() {
        log.add("d1", entry());
        log.add("d2", entry("béla"));
        Instant erasedEverywhere = NOW.plus(Erasures.LATEST_DRY_RUN);

        assertThat(log.flushOf(erasedEverywhere, "anna").toCompletableFuture().join())
                .isZero();
        assertThat(log.flush(erasedEverywhere, 10).toCompletableFuture().join()).isZero();

        assertThat(dropped).hasValue(2);
        assertThat(log.size()).isZero();
        assertThat(store.decision("d1").toCompletableFuture().join()).isEmpty();
    }
}

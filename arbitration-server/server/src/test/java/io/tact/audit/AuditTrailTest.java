package io.tact.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.lifecycle.AuditEntry;
import io.tact.port.Feeds;
import io.tact.port.InMemoryContactStore;
import io.tact.port.StoreLedger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final AuditTrail.Who PUSH = new AuditTrail.Who("push", List.of("channel"));

    private final InMemoryContactStore.Disk disk = new InMemoryContactStore.Disk();
    private final InMemoryContactStore store = new InMemoryContactStore(disk);
    private final AuditTrail trail = new AuditTrail(new StoreLedger(store));

    private List<AuditEntry> entries() {
        return new InMemoryContactStore(disk)
                .feed(Feeds.Feed.AUDIT, 0, 10_000).toCompletableFuture().join().stream()
                        .map(entry -> AuditEntry.unpack(entry.at(), entry.body()))
                        .toList();
    }

    @Test
    void howOftenIsToldByWhomAndWhatAndThenForgotten() {
        trail.served(PUSH, "decide");
        trail.served(PUSH, "decide");
        trail.served(PUSH, "confirmReservation");
        assertThat(entries()).isEmpty();

        assertThat(trail.writeServed(NOW).toCompletableFuture().join()).isEqualTo(2);
        assertThat(trail.writeServed(NOW).toCompletableFuture().join()).isZero();

        assertThat(entries())
                .extracting(entry -> entry.action() + " " + entry.by() + " " + entry.roles() + " " + entry.operation()
                        + " " + entry.counts())
                .containsExactlyInAnyOrder(
                        "SERVED push [channel] decide {requests=2}",
                        "SERVED push [channel] confirmReservation {requests=1}");
    }

    @Test
    void whoeverIsRefusedHoweverOftenMakesFewEntriesAndNoneIsLost() {
        for (int i = 0; i < 100_000; i++) {
            trail.refused(new AuditTrail.Who("token:" + i % 5_000, List.of()), "rate");
            trail.refused(AuditTrail.Who.UNKNOWN, "unknown-key");
        }
        trail.writeRefused(NOW).toCompletableFuture().join();

        assertThat(entries()).hasSizeLessThanOrEqualTo(AuditTrail.MOST + 1);
        assertThat(entries().stream()
                        .mapToLong(entry -> entry.counts().getOrDefault("requests", 0L))
                        .sum())
                .isEqualTo(200_000);
        assertThat(entries()).anySatisfy(entry -> assertThat(entry.by()).isEqualTo("(others)"));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenNextTime() {
        AuditTrail broken = new AuditTrail(new StoreLedger(closed()));
        broken.refused(PUSH, "role");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(
                            () -> broken.writeRefused(NOW).toCompletableFuture().join())
                    .as("still there the second time")
                    .hasMessageContaining("sums of the audit were not written");
        }
    }

    @Test
    void anEntryThatIsNotDurableFails() {
        AuditEntry entry = new AuditEntry(
                NOW, AuditEntry.Action.CHANGED, "ops", List.of("sre"), "putList", "BLOCTEL", "", "", Map.of());
        trail.append(entry).toCompletableFuture().join();
        assertThat(entries()).containsExactly(entry);
        assertThatThrownBy(() -> new AuditTrail(new StoreLedger(closed()))
                        .append(entry)
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(RuntimeException.class);
    }

    private static InMemoryContactStore closed() {
        InMemoryContactStore closed = new InMemoryContactStore(new InMemoryContactStore.Disk());
        closed.close();
        return closed;
    }
}

package io.tact.audit;

import io.tact.lifecycle.AuditEntry;
import io.tact.lifecycle.AuditEntry.Action;
import io.tact.port.Alongside;
import io.tact.port.ContactLedger;
import io.tact.port.CouldNotDecideException;
import io.tact.port.Feeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit. A change has an entry of its own, durable before the change is made. What is served by the thousand, and
 * what is refused, is summed: at most {@link #MOST} entries whenever the sums are written, so nobody fills a disk with
 * requests that are refused. Sums that were not written yet are lost if the process is killed.
 */
public final class AuditTrail {
    /** How many sums are kept apart. */
    static final int MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Who OTHERS = new Who("(others)", List.of());

    private final ContactLedger ledger;
    private final Tally<Sum> served = new Tally<>(MOST, new Sum(OTHERS, "", ""));
    private final Tally<Sum> refused = new Tally<>(MOST, new Sum(OTHERS, "", "(others)"));

    /**
     * Who asked.
     *
     * @param id the credential's id
     * @param roles its roles, sorted
     */
    public record Who(String id, List<String> roles) {
        /** Nobody who could say who they are. */
        public static final Who UNKNOWN = new Who("", List.of());
    }

    private record Sum(Who who, String operation, String reason) {}

    /** @param ledger whose store has the feed */
    public AuditTrail(ContactLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Appends an entry. The stage completes when it is durable, and fails with what the ledger failed with if it is not: then
     * nothing may be done.
     */
    public CompletionStage<Void> append(AuditEntry entry) {
        return write(List.of(entry));
    }

    /** Counts a request of the traffic that was served. */
    public void served(Who who, String operation) {
        served.add(new Sum(who, operation, ""), 1);
    }

    /**
     * Counts a request that was refused.
     *
     * @param reason of which there are few
     */
    public void refused(Who who, String reason) {
        refused.add(new Sum(who, "", reason), 1);
    }

    /** Writes what was refused since the last time, and logs it. */
    public CompletionStage<Integer> writeRefused(Instant now) {
        return write(refused, Action.REFUSED, now);
    }

    /** Writes what was served since the last time. */
    public CompletionStage<Integer> writeServed(Instant now) {
        return write(served, Action.SERVED, now);
    }

    private CompletionStage<Integer> write(Tally<Sum> tally, Action action, Instant now) {
        List<Map.Entry<Sum, Long>> sums = tally.take();
        List<AuditEntry> entries = new ArrayList<>();
        for (Map.Entry<Sum, Long> sum : sums) {
            Sum what = sum.getKey();
            if (action == Action.REFUSED) {
                LOG.warn("refused {} requests of {}: {}", sum.getValue(), what.who(), what.reason());
            }
            entries.add(new AuditEntry(
                    now,
                    action,
                    what.who().id(),
                    what.who().roles(),
                    what.operation(),
                    "",
                    "",
                    what.reason(),
                    Map.of("requests", sum.getValue())));
        }
        if (entries.isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return write(entries).handle((done, failure) -> {
            if (failure != null) {
                sums.forEach(sum -> tally.add(sum.getKey(), sum.getValue()));
                throw new CouldNotDecideException("sums of the audit were not written", failure);
            }
            return entries.size();
        });
    }

    private CompletionStage<Void> write(List<AuditEntry> entries) {
        Feeds.Append[] appended = entries.stream()
                .map(entry -> new Feeds.Append(Feeds.Feed.AUDIT, entry.at(), entry.packed()))
                .toArray(Feeds.Append[]::new);
        return ledger.commit(0, List.of(), List.of(), null, Alongside.appending(appended))
                .thenAccept(result -> {});
    }
}

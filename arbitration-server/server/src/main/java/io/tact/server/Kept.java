package io.tact.server;

import io.tact.history.ContactHistory;
import java.time.Duration;

/**
 * How long what is kept is kept. The audit is kept for ever.
 *
 * @param contacts contacts in histories, but for those from which a stop may follow; 1 day or more
 * @param decisions decisions that reserve, and with them idempotency keys; at least as long as contacts, since outcomes find
 *     their contact by the decision
 * @param dryRuns dry runs; 1 hour or more
 * @param events what is told of reservations that ran out; 1 hour or more
 */
public record Kept(Duration contacts, Duration decisions, Duration dryRuns, Duration events) {
    /** 400 days for contacts and decisions, 7 for dry runs, 30 for events. */
    public static final Kept USUAL =
            new Kept(ContactHistory.DEFAULT_RETENTION, Duration.ofDays(400), Duration.ofDays(7), Duration.ofDays(30));

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public Kept {
        atLeast("contacts", contacts, Duration.ofDays(1));
        atLeast("decisions", decisions, contacts);
        atLeast("dry runs", dryRuns, Duration.ofHours(1));
        atLeast("events", events, Duration.ofHours(1));
    }

    private static void atLeast(String what, Duration kept, Duration least) {
        if (kept.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    what + " cannot be kept for " + kept + " only: " + least + " is the least. Maybe " + least);
        }
    }
}

package io.tact.load.ledger;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.load.SampleAccount;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Slot;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import io.tact.port.Reminder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What Redis and PostgreSQL are asked for here, asked of the ledger: count the contacts of 1, 7 and 30 days, and if all
 * windows have room add one, durably. Even so the ledger keeps the decision with its answer and the reminder of the
 * reservation's end in the same transaction, and puts the record in the grid. With keys, each request has an idempotency key, as
 * clients of a node have: what was answered under it is looked for before, and again at the commit. Safe for any thread.
 */
final class WindowCommit {
    private static final int ATTEMPTS = 64;
    private static final Duration TIME_TO_SEND = Duration.ofHours(1);
    private static final byte[] NO_INPUTS = new byte[0];

    private final ContactLedger ledger;
    private final InstantSource clock;
    private final boolean keyed;
    private final Slot slot = SampleAccount.history("slot").contacts().get(0).slot();

    /** @param keyed whether each request has an idempotency key */
    WindowCommit(ContactLedger ledger, InstantSource clock, boolean keyed) {
        this.ledger = ledger;
        this.clock = clock;
        this.keyed = keyed;
    }

    CompletionStage<Boolean> ask(String subscriber) {
        if (!keyed) {
            return ask(subscriber, SampleRequest.id(clock.instant()), SampleRequest.NO_KEY, ATTEMPTS);
        }
        String id = SampleRequest.keyedId();
        return ledger.decision(id)
                .thenCompose(before -> before.isPresent()
                        ? CompletableFuture.completedFuture(false)
                        : ask(subscriber, id, SampleRequest.fingerprint(subscriber), ATTEMPTS));
    }

    private CompletionStage<Boolean> ask(String subscriber, String id, byte[] fingerprint, int attempts) {
        if (attempts == 0) {
            return CompletableFuture.failedFuture(new IllegalStateException(subscriber + " moved all the time"));
        }
        return ledger.read(LedgerKey.ofSubscriber(subscriber)).thenCompose(read -> {
            ContactHistory history = (ContactHistory) read.orElseThrow();
            Instant now = history.now(clock.instant());
            if (!hasRoom(history, now)) {
                return CompletableFuture.completedFuture(false);
            }
            return commit(history, subscriber, id, fingerprint, now)
                    .thenCompose(result -> result instanceof CommitResult.Committed
                            ? CompletableFuture.completedFuture(true)
                            : ask(subscriber, id, fingerprint, attempts - 1));
        });
    }

    private CompletionStage<CommitResult> commit(
            ContactHistory history, String subscriber, String id, byte[] fingerprint, Instant now) {
        Instant end = now.plus(TIME_TO_SEND);
        String reservation = id + "-1";
        Contact contact =
                new Contact(reservation, subscriber, null, slot, "T0", now, end, ContactState.RESERVED, List.of());
        byte[] answer = SampleRequest.granted(reservation, end);
        return ledger.commit(
                0,
                List.of(history.plus(List.of(contact)).settledAt(now, ContactHistory.DEFAULT_RETENTION)),
                List.of(),
                new DecisionRow(id, now, fingerprint, subscriber, answer, NO_INPUTS),
                Alongside.reminding(List.of(new Reminder(end, Reminder.Kind.EXPIRY, reservation, subscriber))));
    }

    private static boolean hasRoom(ContactHistory history, Instant now) {
        return count(history, now.minus(Duration.ofDays(30))) < 600
                && count(history, now.minus(Duration.ofDays(7))) < 300
                && count(history, now.minus(Duration.ofDays(1))) < 90;
    }

    private static int count(ContactHistory history, Instant after) {
        int count = 0;
        for (Contact contact : history.contacts()) {
            count += contact.at().isAfter(after) ? 1 : 0;
        }
        return count;
    }
}

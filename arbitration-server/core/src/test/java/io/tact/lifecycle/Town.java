package io.tact.lifecycle;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerRecord;
import io.tact.model.Channel;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Subscriber;
import io.tact.policy.RegisterExtract;
import io.tact.port.Alongside;
import io.tact.port.CommitResult;
import io.tact.port.ContactLedger;
import io.tact.port.DecisionRow;
import io.tact.port.InMemoryContactStore;
import io.tact.port.LogPlace;
import io.tact.port.Reminder;
import io.tact.port.StoreLedger;
import io.tact.ruleset.RulesetVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Subscribers, reservations and decisions in a store in memory, and those who look after them. */
final class Town {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Duration RETENTION = ContactHistory.DEFAULT_RETENTION;

    final InMemoryContactStore store = new InMemoryContactStore(new InMemoryContactStore.Disk());
    final ContactLedger ledger = new StoreLedger(store);
    final ErasedAddresses addresses =
            new ErasedAddresses(store::refused, text -> "#" + Math.abs((long) text.hashCode()) + "0000000000000000");
    final Accounts accounts = new Accounts(ledger, RETENTION, addresses);
    final Erasures erasures = new Erasures(ledger, accounts, store, addresses, RETENTION);
    final Sweeper sweeper = new Sweeper(store::due, ledger, accounts, erasures);

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    static Subscriber person(String id, String... lines) {
        return new Subscriber(
                id, List.of(lines), List.of(id + "@Example.org"), List.of(), null, null, null, Map.of(), List.of());
    }

    Town enrol(Subscriber subscriber, @Nullable String account) {
        join(accounts.enrol(subscriber, account, NOW));
        return this;
    }

    Accounts.Found find(String id) {
        return join(accounts.find(new SubscriberRef.ById(id))).orElseThrow();
    }

    boolean knows(String id) {
        return join(accounts.find(new SubscriberRef.ById(id))).isPresent();
    }

    static Contact reserved(String id, String subscriber, Instant expiresAt) {
        Slot slot = new Slot(
                new Channel("SMS"),
                Direction.OUTBOUND,
                Purpose.MARKETING,
                "DATA",
                null,
                null,
                SenderClass.CVM,
                "DATA-5",
                "5GB");
        return new Contact(id, subscriber, null, slot, "DATA-5/SMS", NOW, expiresAt, ContactState.RESERVED, List.of());
    }

    /** Reserves as the arbiter does: the contact, its reminder and the decision in one commit. */
    CommitResult reserve(String decision, String subscriber, Instant expiresAt) {
        ContactHistory history = find(subscriber).history();
        Contact contact = reserved(decision + "-1", subscriber, expiresAt);
        LedgerRecord next = history.plus(List.of(contact)).settledAt(NOW, RETENTION);
        Reminder reminder = new Reminder(expiresAt, Reminder.Kind.EXPIRY, contact.id(), subscriber);
        return join(ledger.commit(
                0,
                List.of(next),
                List.of(),
                row(decision, subscriber, history),
                Alongside.reminding(List.of(reminder))));
    }

    DecisionRow row(String decision, String subscriber, ContactHistory history) {
        DecisionInputs inputs = new DecisionInputs(
                NOW, new RulesetVersion("r", "00"), 1, subscriber, history, new byte[0], RegisterExtract.NONE);
        return new DecisionRow(
                decision, NOW, new byte[] {1}, subscriber, new byte[] {2}, DecisionInputsCodec.encode(inputs));
    }

    List<DecisionRow> decisions(String subscriber) {
        return join(store.decisionsOf(subscriber, LogPlace.START, 1_000));
    }
}

package io.tact.grid.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.history.Redirect;
import io.tact.model.Contact;
import io.tact.model.Subscriber;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds;
import io.tact.port.Reminder;
import io.tact.port.StoredRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is on the disk at one moment, read without any node. */
final class View {
    private static final int ALL = 1_000;

    final Map<LedgerKey, LedgerRecord> records = new LinkedHashMap<>();
    final List<Reminder> reminders;
    final List<Feeds.Entry> events;
    final List<Feeds.Entry> audit;
    private final Truth truth;

    View(Truth truth) {
        this.truth = truth;
        for (LedgerKey key : truth.records().keySet()) {
            StoredRecord stored = Truth.join(truth.store.load(key)).orElseThrow();
            records.put(key, RecordCodec.decode(key, stored.bytes()));
        }
        reminders = Truth.join(truth.store.due(Town.NOW.plus(Duration.ofDays(30)), ALL));
        events = Truth.join(truth.store.feed(Feeds.Feed.EVENTS, 0, ALL));
        audit = Truth.join(truth.store.feed(Feeds.Feed.AUDIT, 0, ALL));
    }

    Optional<DecisionRow> row(String id) {
        return Truth.join(truth.store.decision(id));
    }

    /** What was answered to a decision; null if it is not on the disk. */
    @Nullable String answer(String id) {
        return row(id).map(row -> new String(row.answer(), UTF_8)).orElse(null);
    }

    List<ContactHistory> histories() {
        return records.values().stream()
                .filter(ContactHistory.class::isInstance)
                .map(ContactHistory.class::cast)
                .toList();
    }

    /** Every contact, in every record. */
    List<Contact> contacts() {
        List<Contact> all = new ArrayList<>();
        histories().forEach(history -> all.addAll(history.contacts()));
        return all;
    }

    Optional<Contact> contact(String id) {
        return contacts().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The records that a subscriber is in. */
    List<ContactHistory> homes(String subscriber) {
        return histories().stream()
                .filter(history -> history.subscriber(subscriber) != null)
                .toList();
    }

    @Nullable Subscriber subscriber(String id) {
        return homes(id).stream()
                .map(history -> Objects.requireNonNull(history.subscriber(id)))
                .findFirst()
                .orElse(null);
    }

    /** Where a redirect leads; null for nowhere. */
    @Nullable LedgerKey target(LedgerKey from) {
        return records.get(from) instanceof Redirect redirect ? redirect.target() : null;
    }

    /** How many events tell of a reservation. */
    int told(String reservation) {
        return (int) events.stream()
                .filter(event -> new String(event.body(), ISO_8859_1).contains(reservation))
                .count();
    }
}

package io.tact.grid.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.history.LedgerRecord;
import io.tact.history.RecordCodec;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Direction;
import io.tact.port.DecisionRow;
import io.tact.port.RecordWrite;
import io.tact.port.Reminder;
import io.tact.port.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must be true of the disk at every moment, whatever was asked and whatever went wrong. */
final class TruthCheck {
    private final Truth truth;
    private final View view;
    private final List<String> wrong = new ArrayList<>();

    private TruthCheck(Truth truth, View view) {
        this.truth = truth;
        this.view = view;
    }

    static List<String> wrong(Truth truth, View view) {
        TruthCheck check = new TruthCheck(truth, view);
        check.journal();
        check.noContactTwice();
        if (!view.homes(Town.S).isEmpty()) {
            truth.decisions().forEach(check::decisionWhole);
            check.noOrphans();
        }
        return check.wrong;
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            wrong.add(what);
        }
    }

    /** Versions without gaps, epochs that were active, no cap passed, and every "nothing" true when it was said. */
    private void journal() {
        Map<LedgerKey, Long> versions = new HashMap<>();
        Map<LedgerKey, LedgerRecord> records = new HashMap<>();
        for (Truth.Entry entry : truth.journal()) {
            DecisionRow row = entry.commit().decision();
            if (row != null) {
                String[] answer = answer(row);
                require(Long.parseLong(answer[1]) == entry.epoch(), row.id() + " was decided under a stale epoch");
                require(
                        !answer[2].isEmpty() || isFull(records),
                        row.id() + " had nothing to send though there was room");
            }
            for (RecordWrite write : entry.commit().writes()) {
                long before = versions.getOrDefault(write.key(), 0L);
                require(
                        write.fromVersion() == before && RecordCodec.versionOf(write.bytes()) == before + 1,
                        write.key() + " went from version " + before + " to " + write.toVersion());
                versions.put(write.key(), write.toVersion());
                LedgerRecord record = RecordCodec.decode(write.key(), write.bytes());
                records.put(write.key(), record);
                require(counted(record) <= FragileNode.CAP, "a cap was passed in " + write.key());
            }
        }
        truth.records().forEach((key, last) -> {
            StoredRecord stored = Truth.join(truth.store.load(key)).orElseThrow();
            require(
                    stored.version() == last.toVersion() && Arrays.equals(stored.bytes(), last.bytes()),
                    key + " is not what was last committed");
        });
    }

    private static boolean isFull(Map<LedgerKey, LedgerRecord> records) {
        return records.values().stream().anyMatch(record -> counted(record) == FragileNode.CAP);
    }

    /** What S-1 was sent, or may be. */
    private static long counted(LedgerRecord record) {
        return record instanceof ContactHistory history
                ? history.contacts().stream()
                        .filter(c -> c.subscriber().equals(Town.S)
                                && c.slot().direction() == Direction.OUTBOUND
                                && c.stored() != ContactState.RELEASED)
                        .count()
                : 0;
    }

    private void noContactTwice() {
        Set<String> seen = new HashSet<>();
        for (Contact contact : view.contacts()) {
            require(seen.add(contact.subscriber() + " " + contact.id()), "contact " + contact.id() + " is there twice");
        }
    }

    /** The answer of a decision, its reservations and their reminders: together or not at all. */
    private void decisionWhole(String id) {
        Set<String> granted = new TreeSet<>();
        view.row(id)
                .ifPresent(row -> granted.addAll(Arrays.stream(answer(row)[2].split(","))
                        .filter(r -> !r.isEmpty())
                        .toList()));
        Set<String> held = view.contacts().stream()
                .map(Contact::id)
                .filter(contact -> contact.startsWith(id + "-"))
                .collect(Collectors.toCollection(TreeSet::new));
        require(held.equals(granted), "decision " + id + " granted " + granted + ", and the record holds " + held);
        Set<String> reminded = new TreeSet<>(reminded(id + "-"));
        reminded.addAll(told(granted));
        require(reminded.equals(granted), "decision " + id + " granted " + granted + " and reminds of " + reminded);
    }

    /** Reservations of no decision, reminders of no reservation. */
    private void noOrphans() {
        for (Contact contact : view.contacts()) {
            int dash = contact.id().lastIndexOf('-');
            require(
                    dash < 0 || view.row(contact.id().substring(0, dash)).isPresent(),
                    "reservation " + contact.id() + " is of no decision");
        }
        for (String id : reminded("")) {
            require(view.contact(id).isPresent(), "a reminder of " + id + ", which is not there");
        }
    }

    private Set<String> reminded(String prefix) {
        return view.reminders.stream()
                .filter(r -> r.kind() == Reminder.Kind.EXPIRY)
                .map(Reminder::id)
                .filter(id -> id.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of whose end an event tells; their reminders are settled. */
    private Set<String> told(Set<String> granted) {
        return granted.stream().filter(id -> view.told(id) > 0).collect(Collectors.toSet());
    }

    private static String[] answer(DecisionRow row) {
        return new String(row.answer(), UTF_8).split("\\|", -1);
    }
}

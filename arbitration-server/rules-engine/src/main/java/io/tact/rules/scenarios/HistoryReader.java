package io.tact.rules.scenarios;

import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.history.LedgerKey;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.Subscriber;
import io.tact.rules.scenarios.EntryReader.Entry;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Makes a scenario's history: the account of its subscriber, with the contacts that its entries say. */
final class HistoryReader {
    private final YamlReader yaml;
    private final EntryReader entryReader;
    private final Instant now;

    HistoryReader(YamlReader yaml, NamedTreatments treatments, Instant now, ZoneId zone) {
        this.yaml = yaml;
        this.entryReader = new EntryReader(yaml, treatments, now, zone);
        this.now = now;
    }

    /** The history of the person's account, with the person in it. */
    ContactHistory read(@Nullable Field field, SubscriberReader.Person person) {
        List<Entry> entries = new ArrayList<>();
        if (field != null) {
            for (Node node : yaml.list(field.value(), "history")) {
                Entry entry = entryReader.read(node);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        Subscriber subscriber = withConsents(person, entries);
        LedgerKey key = person.account() == null
                ? LedgerKey.ofSubscriber(subscriber.id())
                : LedgerKey.ofAccount(person.account());
        ContactHistory history = ContactHistory.empty(key).with(subscriber);
        for (int i = 0; i < entries.size(); i++) {
            history = add(history, subscriber, entries.get(i), "history-" + (i + 1));
        }
        return history;
    }

    /** A consent without a date was said the day before the first contact, or before now, so that an outcome is later. */
    private Subscriber withConsents(SubscriberReader.Person person, List<Entry> entries) {
        Instant first = now;
        for (Entry entry : entries) {
            first = entry.at().isBefore(first) ? entry.at() : first;
        }
        Instant before = first.minus(Duration.ofDays(1));
        List<Consent> consents = person.consents().stream()
                .map(said -> said.dated() ? said.consent() : at(said.consent(), before))
                .toList();
        return person.subscriber().withConsents(Commands.merge(List.of(), consents));
    }

    private static Consent at(Consent c, Instant at) {
        return new Consent(
                c.channel(),
                c.purpose(),
                c.category(),
                c.sender(),
                c.special(),
                c.granted(),
                at,
                c.source(),
                c.expiresAt());
    }

    private static ContactHistory add(ContactHistory history, Subscriber subscriber, Entry entry, String id) {
        Contact contact = new Contact(
                id,
                subscriber.id(),
                entry.line() == null ? subscriber.destination(entry.slot().channel()) : entry.line(),
                entry.slot(),
                entry.treatment(),
                entry.at(),
                null,
                ContactState.SENT,
                List.of());
        ContactHistory more = history.plus(List.of(contact));
        for (int i = 0; i < entry.outcomes().size(); i++) {
            Outcome said = entry.outcomes().get(i);
            Outcome outcome = new Outcome(id + "-" + (i + 1), said.type(), said.at(), null);
            more = Commands.report(more, id, outcome, outcome.at()).next();
        }
        return more;
    }
}

package io.tact.http;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.Change;
import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes contacts that were made elsewhere, one per line; those of one subscriber are committed together. */
final class ContactLines implements LineSink {
    private final Services services;

    ContactLines(Services services) {
        this.services = services;
    }

    private record Past(Contact contact, @Nullable Outcome outcome) {}

    @Override
    public String kind() {
        return "contacts";
    }

    @Override
    public CompletionStage<List<LineError>> take(List<NdjsonLines.Line> lines, Instant now) {
        ReadLines<Past> past = ReadLines.of(lines, bytes -> read(bytes, now));
        Map<String, List<ReadLines.Numbered<Past>>> bySubscriber = new LinkedHashMap<>();
        past.read().forEach(line -> bySubscriber
                .computeIfAbsent(line.value().contact().subscriber(), s -> new ArrayList<>())
                .add(line));
        return InTurn.perOwner(
                        List.copyOf(bySubscriber.entrySet()),
                        Map.Entry::getKey,
                        group -> remember(group.getKey(), group.getValue(), now))
                .thenApply(perGroup -> {
                    List<LineError> all = new ArrayList<>(past.errors());
                    perGroup.forEach(all::addAll);
                    return all;
                });
    }

    private CompletionStage<List<LineError>> remember(
            String subscriber, List<ReadLines.Numbered<Past>> lines, Instant now) {
        return services.accounts()
                .change(new SubscriberRef.ById(subscriber), now, found -> add(found, lines, now))
                .thenApply(added -> added.isPresent()
                        ? List.of()
                        : lines.stream()
                                .map(line -> new LineError(
                                        line.line(),
                                        "/subscriber",
                                        DecideHandler.unknown(subscriber).detail()))
                                .toList());
    }

    private static Change<Boolean> add(Accounts.Found found, List<ReadLines.Numbered<Past>> lines, Instant now) {
        ContactHistory history = Commands.addContacts(
                        found.history(),
                        lines.stream().map(line -> line.value().contact()).toList())
                .next();
        for (ReadLines.Numbered<Past> line : lines) {
            Outcome outcome = line.value().outcome();
            if (outcome != null) {
                Contact contact = line.value().contact();
                history = Commands.report(history, contact.subscriber(), contact.id(), outcome, now)
                        .next();
            }
        }
        return new Change<>(history, true);
    }

    private Past read(byte[] bytes, Instant now) {
        Errors errors = new Errors();
        AtomicReference<@Nullable Past> past = new AtomicReference<>();
        ContactReader reader = new ContactReader(services.active().get().ruleset(), now, services.retention());
        Fields.read(Json.parse(bytes), "", errors, fields -> {
            Contact contact = reader.read(fields);
            OutcomeType type = fields.choiceOrNull("outcome", OutcomeType.class);
            Instant at = fields.instantOrNull("outcomeAt");
            String reasonCode = fields.textOrNull("reasonCode", 64);
            Outcome outcome = type == null
                    ? null
                    : new Outcome(contact.id() + "#" + type, type, at == null ? contact.at() : at, reasonCode);
            past.set(new Past(contact, outcome));
        });
        errors.check();
        return Objects.requireNonNull(past.get());
    }
}

package io.tact.http;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.Mandate;
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
    public CompletionStage<List<LineError>> take(List<NdjsonLines.Line> lines, Mandate by, Instant now) {
        OwnMessages own = new OwnMessages(services.active().get(), by.limits());
        ReadLines<Past> past = ReadLines.of(lines, bytes -> own(read(bytes, by, now), own, by));
        Map<String, List<ReadLines.Numbered<Past>>> bySubscriber = new LinkedHashMap<>();
        past.read().forEach(line -> bySubscriber
                .computeIfAbsent(line.value().contact().subscriber(), s -> new ArrayList<>())
                .add(line));
        return InTurn.perOwner(
                        List.copyOf(bySubscriber.entrySet()),
                        Map.Entry::getKey,
                        group -> remember(group.getKey(), group.getValue(), by.limits(), now))
                .thenApply(perGroup -> {
                    List<LineError> all = new ArrayList<>(past.errors());
                    perGroup.forEach(all::addAll);
                    return all;
                });
    }

    /** A contact that its sender may not speak of is refused, as one that cannot be read is. */
    private static Past own(Past past, OwnMessages own, Mandate by) {
        own.whyNot(past.contact()).ifPresent(why -> {
            throw Fault.of(Fault.Type.FORBIDDEN, why + "; " + by.by() + " is limited to " + by.limits())
                    .asException();
        });
        return past;
    }

    private CompletionStage<List<LineError>> remember(
            String subscriber, List<ReadLines.Numbered<Past>> lines, Mandate.Limits limits, Instant now) {
        return services.accounts()
                .change(new SubscriberRef.ById(subscriber), now, found -> add(found, lines, limits, now))
                .thenApply(added -> added.orElseGet(() -> lines.stream()
                        .map(line -> new LineError(
                                line.line(),
                                "/subscriber",
                                DecideHandler.unknown(subscriber).detail()))
                        .toList()));
    }

    private static Change<List<LineError>> add(
            Accounts.Found found, List<ReadLines.Numbered<Past>> lines, Mandate.Limits limits, Instant now) {
        List<ReadLines.Numbered<Past>> own = new ArrayList<>();
        List<LineError> errors = new ArrayList<>();
        for (ReadLines.Numbered<Past> line : lines) {
            Contact contact = line.value().contact();
            if (OutcomesHandler.isOther(found.history().contact(contact.subscriber(), contact.id()), limits)) {
                errors.add(new LineError(line.line(), "/id", "is taken. Maybe choose another"));
            } else {
                own.add(line);
            }
        }
        ContactHistory history = Commands.addContacts(
                        found.history(),
                        own.stream().map(line -> line.value().contact()).toList())
                .next();
        for (ReadLines.Numbered<Past> line : own) {
            Outcome outcome = line.value().outcome();
            if (outcome != null) {
                Contact contact = line.value().contact();
                history = Commands.report(history, contact.subscriber(), contact.id(), outcome, now)
                        .next();
            }
        }
        return new Change<>(history, errors);
    }

    private Past read(byte[] bytes, Mandate by, Instant now) {
        Errors errors = new Errors();
        AtomicReference<@Nullable Past> past = new AtomicReference<>();
        ContactReader reader =
                new ContactReader(services.active().get().ruleset(), now, services.retention()).speakingAs(by.limits());
        Fields.read(Json.parse(bytes), Pointer.BODY, errors, fields -> {
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

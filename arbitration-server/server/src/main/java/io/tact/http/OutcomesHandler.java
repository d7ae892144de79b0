package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/outcomes}: what became of contacts. Each outcome succeeds or fails alone; idempotent by its id. */
final class OutcomesHandler implements Operation {
    private static final int MOST = 1_000;

    private final Services services;

    OutcomesHandler(Services services) {
        this.services = services;
    }

    /** One outcome of a reservation, or of a contact that Tact did not grant. */
    private record Item(Outcome outcome, String reservation, @Nullable Contact contact) {
        String owner() {
            int dash = reservation.lastIndexOf('-');
            return contact != null
                    ? "s:" + contact.subscriber()
                    : dash <= 0 ? reservation : reservation.substring(0, dash);
        }
    }

    /** How one was taken. */
    private enum Result {
        RECORDED,
        DUPLICATE,
        NOT_FOUND,
        UNKNOWN_SUBSCRIBER
    }

    private record Taken(Item item, Result result) {}

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        List<Item> items = read(exchange);
        return InTurn.perOwner(
                        items,
                        Item::owner,
                        item -> take(item, exchange.mandate().limits(), exchange.now()))
                .thenApply(all -> Reply.json(200, out -> {
                    out.writeStartObject();
                    out.writeArrayFieldStart("results");
                    for (Taken taken : all) {
                        out.writeStartObject();
                        out.writeStringField("id", taken.item().outcome().id());
                        out.writeStringField("reservation", taken.item().reservation());
                        out.writeStringField("result", taken.result().name());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }));
    }

    private CompletionStage<Taken> take(Item item, Mandate.Limits limits, Instant now) {
        Contact contact = item.contact();
        if (contact == null) {
            return services.accounts()
                    .changeReserved(
                            item.reservation(),
                            now,
                            history -> isOther(history.contact(item.reservation()), limits)
                                    ? new Change<>(history, Commands.Noted.NOT_FOUND)
                                    : Commands.report(history, item.reservation(), item.outcome(), now))
                    .thenApply(noted -> new Taken(item, result(noted, Result.NOT_FOUND)));
        }
        return services.accounts()
                .change(
                        new SubscriberRef.ById(contact.subscriber()),
                        now,
                        found -> isOther(found.history().contact(contact.subscriber(), contact.id()), limits)
                                ? new Change<>(found.history(), Commands.Noted.NOT_FOUND)
                                : addAndReport(found.history(), contact, item.outcome(), now))
                .thenApply(noted -> new Taken(item, result(noted, Result.UNKNOWN_SUBSCRIBER)));
    }

    /** Whether a contact is of a sender or purpose that somebody may not speak as: then they know nothing of it. */
    static boolean isOther(Optional<Contact> contact, Mandate.Limits limits) {
        return contact.isPresent() && !limits.cover(contact.get().slot());
    }

    /** Adds a contact, unless it is known, and then its outcome. */
    static Change<Commands.Noted> addAndReport(ContactHistory history, Contact contact, Outcome outcome, Instant now) {
        ContactHistory with = Commands.addContacts(history, List.of(contact)).next();
        return Commands.report(with, contact.subscriber(), contact.id(), outcome, now);
    }

    private static Result result(Optional<Commands.Noted> noted, Result nobody) {
        return noted.map(n -> Result.valueOf(n.name())).orElse(nobody);
    }

    private List<Item> read(Exchange exchange) {
        Errors errors = new Errors();
        List<Item> items = new ArrayList<>();
        ContactReader contacts = new ContactReader(
                        services.active().get().ruleset(), exchange.now(), services.retention())
                .speakingAs(exchange.mandate().limits());
        Fields.read(Json.parse(exchange.body()), Pointer.BODY, errors, fields -> {
            items.addAll(fields.list("outcomes", MOST, (node, at) -> item(node, at, errors, contacts)));
            if (items.isEmpty() && errors.isEmpty()) {
                fields.invalid("outcomes", "must have 1 to " + MOST + " elements");
            }
        });
        errors.check();
        requireOwn(items, exchange.mandate());
        return items;
    }

    /** Who speaks comes from the credential: no body widens that. */
    private void requireOwn(List<Item> items, Mandate mandate) {
        if (mandate.limits().isNone()) {
            return;
        }
        OwnMessages own = new OwnMessages(services.active().get(), mandate.limits());
        List<Fault.Item> others = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Contact contact = items.get(i).contact();
            String pointer = "/outcomes/" + i + "/contact";
            Optional<String> why = contact == null ? Optional.empty() : own.whyNot(contact);
            why.ifPresent(what -> others.add(new Fault.Item(pointer, what)));
        }
        if (!others.isEmpty()) {
            throw new Fault(
                            Fault.Type.FORBIDDEN,
                            mandate.by() + " is limited to " + mandate.limits()
                                    + ", and these contacts are not of that. Maybe another credential",
                            others)
                    .asException();
        }
    }

    private static @Nullable Item item(JsonNode node, Pointer pointer, Errors errors, ContactReader contacts) {
        AtomicReference<@Nullable Item> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            String reservation = fields.textOrNull("reservation", Exchange.MAX_ID);
            JsonNode contactNode = fields.find("contact");
            AtomicReference<@Nullable Contact> contact = new AtomicReference<>();
            if (contactNode != null) {
                Fields.read(contactNode, fields.at("contact"), errors, c -> contact.set(contacts.read(c)));
            }
            if ((reservation == null) == (contactNode == null)) {
                errors.invalid(pointer, "needs either reservation or contact, and not both");
            }
            Contact external = contact.get();
            found.set(new Item(
                    outcome(fields),
                    external != null ? external.id() : reservation == null ? "" : reservation,
                    external));
        });
        return found.get();
    }

    private static Outcome outcome(Fields fields) {
        OutcomeType type = fields.choiceOrNull("outcome", OutcomeType.class);
        Instant at = fields.instantOrNull("at");
        if (fields.find("outcome") == null) {
            fields.invalid("outcome", "is missing. Maybe DELIVERED");
        }
        if (fields.find("at") == null) {
            fields.invalid("at", "is missing: when did it happen?");
        }
        return new Outcome(
                fields.text("id", Exchange.MAX_ID),
                type == null ? OutcomeType.SENT : type,
                at == null ? Instant.EPOCH : at,
                fields.textOrNull("reasonCode", 64));
    }
}

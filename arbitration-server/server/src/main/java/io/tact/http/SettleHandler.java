package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Mandate;
import io.tact.history.Change;
import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/reservations/{id}/confirm} and {@code /release}: it was sent, or it was not. Idempotent by state. */
final class SettleHandler implements Operation {
    private final Services services;
    private final String verb;
    private final Command command;

    /** What is done to the history. */
    private interface Command {
        Change<Commands.Settled> apply(ContactHistory history, String reservation, Instant at);
    }

    /** How it ended, and the contact as it is then. */
    private record Told(Commands.Settled settled, Optional<Contact> contact) {}

    private SettleHandler(Services services, String verb, Command command) {
        this.services = services;
        this.verb = verb;
        this.command = command;
    }

    static SettleHandler confirm(Services services) {
        return new SettleHandler(services, "confirmed", Commands::confirm);
    }

    static SettleHandler release(Services services) {
        return new SettleHandler(services, "released", (history, id, at) -> Commands.release(history, id));
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Instant told = at(exchange);
        Instant at = told == null || told.isAfter(exchange.now()) ? exchange.now() : told;
        return services.accounts()
                .changeReserved(
                        id,
                        exchange.now(),
                        history -> settle(history, id, at, exchange.mandate().limits()))
                .thenApply(settled -> reply(
                        id, settled.orElse(new Told(Commands.Settled.NOT_FOUND, Optional.empty())), exchange.now()));
    }

    /** What somebody else's sender reserved is not known to who may not speak as that. */
    private Change<Told> settle(ContactHistory history, String id, Instant at, Mandate.Limits limits) {
        if (history.contact(id).filter(contact -> limits.cover(contact.slot())).isEmpty()) {
            return new Change<>(history, new Told(Commands.Settled.NOT_FOUND, Optional.empty()));
        }
        Change<Commands.Settled> change = command.apply(history, id, at);
        return new Change<>(
                change.next(), new Told(change.result(), change.next().contact(id)));
    }

    private static @Nullable Instant at(Exchange exchange) {
        if (!exchange.hasBody()) {
            return null;
        }
        Errors errors = new Errors();
        AtomicReference<@Nullable Instant> at = new AtomicReference<>();
        Fields.read(Json.parse(exchange.body()), Pointer.BODY, errors, fields -> at.set(fields.instantOrNull("at")));
        errors.check();
        return at.get();
    }

    private Reply reply(String id, Told told, Instant now) {
        Contact contact = told.contact().orElse(null);
        if (contact == null || told.settled() == Commands.Settled.NOT_FOUND) {
            throw Fault.of(
                            Fault.Type.NOT_FOUND,
                            "reservation \"" + id
                                    + "\" is not known: it was never made, was erased with its subscriber,"
                                    + " or is older than contacts are kept. Nothing changed")
                    .asException();
        }
        if (told.settled() == Commands.Settled.CONTRADICTED) {
            throw contradicted(id, contact).asException();
        }
        return Reply.json(200, out -> write(out, told.settled(), contact, now));
    }

    private Fault contradicted(String id, Contact contact) {
        String what = "reservation \"" + id + "\" is " + contact.stored() + " and cannot be " + verb + ": ";
        return Fault.of(
                Fault.Type.CONTRADICTION,
                contact.stored() == ContactState.RELEASED
                        ? what
                                + "it was said not to have been sent, and counts nowhere. If it was sent all the same, maybe"
                                + " report it as a contact with POST /v1/outcomes"
                        : what
                                + "it was said to have been sent, and counts. If it did not arrive, maybe report the outcome"
                                + " FAILED");
    }

    private static void write(JsonGenerator out, Commands.Settled settled, Contact contact, Instant now)
            throws IOException {
        Instant end = contact.expiresAt();
        out.writeStartObject();
        out.writeStringField("reservation", contact.id());
        out.writeStringField("state", contact.stored().name());
        out.writeBooleanField("already", settled == Commands.Settled.ALREADY);
        out.writeBooleanField("late", settled == Commands.Settled.LATE);
        DecisionWriter.instant(out, "expiredAt", end == null || end.isAfter(now) ? null : end);
        out.writeEndObject();
    }
}

package io.tact.http;

import io.tact.history.Change;
import io.tact.history.Commands;
import io.tact.history.ContactHistory;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/reservations/{id}/confirm} and {@code /release}: it was sent, or it was not. Idempotent by state. */
final class SettleHandler implements Operation {
    private final Services services;
    private final String state;
    private final Command command;

    /** What is done to the history. */
    private interface Command {
        Change<Commands.Settled> apply(ContactHistory history, String reservation, Instant at);
    }

    private SettleHandler(Services services, String state, Command command) {
        this.services = services;
        this.state = state;
        this.command = command;
    }

    static SettleHandler confirm(Services services) {
        return new SettleHandler(services, "SENT", Commands::confirm);
    }

    static SettleHandler release(Services services) {
        return new SettleHandler(services, "RELEASED", (history, id, at) -> Commands.release(history, id));
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Instant told = at(exchange);
        Instant at = told == null || told.isAfter(exchange.now()) ? exchange.now() : told;
        return services.accounts()
                .changeReserved(id, exchange.now(), history -> command.apply(history, id, at))
                .thenApply(settled -> reply(id, settled.orElse(Commands.Settled.NOT_FOUND)));
    }

    private static @Nullable Instant at(Exchange exchange) {
        if (!exchange.hasBody()) {
            return null;
        }
        Errors errors = new Errors();
        AtomicReference<@Nullable Instant> at = new AtomicReference<>();
        Fields.read(Json.parse(exchange.body()), "", errors, fields -> at.set(fields.instantOrNull("at")));
        errors.check();
        return at.get();
    }

    private Reply reply(String id, Commands.Settled settled) {
        return switch (settled) {
            case NOT_FOUND -> throw Fault.of(Fault.Type.NOT_FOUND, "reservation \"" + id + "\" is not known")
                    .asException();
            case CONTRADICTED -> throw Fault.of(
                            Fault.Type.CONTRADICTION,
                            "reservation \"" + id + "\" cannot become " + state + ": the opposite was said before")
                    .asException();
            case DONE, ALREADY, LATE -> Reply.json(200, out -> {
                out.writeStartObject();
                out.writeStringField("reservation", id);
                out.writeStringField("state", state);
                out.writeBooleanField("already", settled == Commands.Settled.ALREADY);
                out.writeBooleanField("late", settled == Commands.Settled.LATE);
                out.writeEndObject();
            });
        };
    }
}

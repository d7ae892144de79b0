package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.model.Suspension;
import io.tact.registers.SuspensionRegister;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/suspensions}: the kill switches. Setting one and taking it away is logged with who asked and why. */
final class SuspensionsHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SuspensionsHandler.class);
    private static final int MAX_REASON = 256;

    private final Services services;

    SuspensionsHandler(Services services) {
        this.services = services;
    }

    private SuspensionRegister register() {
        return services.registers().suspensions();
    }

    /** {@code GET /v1/suspensions}. */
    CompletionStage<Reply> list(Exchange exchange) {
        OwnMessages own =
                new OwnMessages(services.active().get(), exchange.mandate().limits());
        return CompletableFuture.completedFuture(Reply.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("suspensions");
            for (Suspension suspension : register().current()) {
                if (own.mayBeStoppedBy(suspension)) {
                    write(out, suspension);
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    /** {@code PUT /v1/suspensions/{id}}. */
    CompletionStage<Reply> put(Exchange exchange) {
        Suspension said = new SuspensionReader(services.active().get().ruleset(), exchange.now())
                .read(exchange.body(), exchange.id());
        return register().set(said).thenApply(taken -> {
            if (taken instanceof SuspensionRegister.Taken.Set set) {
                Suspension suspension = set.suspension();
                LOG.info(
                        "suspension {} set: target {} value {} until {} by {} because {}",
                        suspension.id(),
                        suspension.target(),
                        suspension.value(),
                        suspension.endsAt() == null ? "taken away" : suspension.endsAt(),
                        exchange.client(),
                        suspension.reason());
                return Reply.json(set.fresh() ? 201 : 200, out -> write(out, suspension));
            }
            throw Fault.of(
                            Fault.Type.CONTRADICTION,
                            "there are " + SuspensionRegister.MOST
                                    + " suspensions. Maybe take away those that have ended")
                    .asException();
        });
    }

    /** {@code DELETE /v1/suspensions/{id}}. */
    CompletionStage<Reply> remove(Exchange exchange) {
        String id = exchange.id();
        String reason = reason(exchange);
        return register().remove(id).thenApply(removed -> {
            Suspension suspension = removed.orElseThrow(
                    () -> Fault.of(Fault.Type.NOT_FOUND, "suspension \"" + id + "\" is not set" + maybe(id))
                            .asException());
            LOG.info(
                    "suspension {} taken away: target {} value {} by {} because {}",
                    id,
                    suspension.target(),
                    suspension.value(),
                    exchange.client(),
                    reason);
            return Reply.json(200, out -> write(out, suspension));
        });
    }

    private static String reason(Exchange exchange) {
        Errors errors = new Errors();
        String reason = exchange.query("reason");
        if (reason == null || reason.isBlank()) {
            errors.invalid("?reason", "is missing: why may it be sent again?");
        } else if (reason.length() > MAX_REASON || reason.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            errors.invalid("?reason", "must have 1 to " + MAX_REASON + " characters, and no control characters");
        }
        errors.check();
        return String.valueOf(reason);
    }

    private String maybe(String id) {
        return Similar.maybe(
                id, register().current().stream().map(Suspension::id).toList());
    }

    private static void write(JsonGenerator out, Suspension suspension) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", suspension.id());
        for (Suspension.Target target : Suspension.Target.values()) {
            out.writeStringField(
                    SuspensionReader.field(target), target == suspension.target() ? suspension.value() : null);
        }
        out.writeStringField("reason", suspension.reason());
        out.writeStringField("at", suspension.at().toString());
        DecisionWriter.instant(out, "endsAt", suspension.endsAt());
        out.writeEndObject();
    }
}

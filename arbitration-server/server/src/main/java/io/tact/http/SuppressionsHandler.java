package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.history.Change;
import io.tact.history.Commands;
import io.tact.model.Suppression;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/subscribers/{id}/suppressions}: stops on one subscriber. */
final class SuppressionsHandler {
    /** The most that a subscriber may have, those over included. */
    private static final int MOST = 500;

    private final Services services;

    SuppressionsHandler(Services services) {
        this.services = services;
    }

    /** How setting one ended. */
    private enum Taken {
        FRESH,
        REPLACED,
        TOO_MANY
    }

    /** {@code PUT …/suppressions/{suppression}}. */
    CompletionStage<Reply> put(Exchange exchange) {
        String subscriber = exchange.id();
        Suppression said = SuppressionReader.read(
                exchange.body(),
                exchange.id("suppression"),
                services.active().get().ruleset(),
                exchange.now());
        return services.accounts()
                .change(new SubscriberRef.ById(subscriber), exchange.now(), found -> set(found, said))
                .thenApply(taken -> switch (known(taken, subscriber)) {
                    case FRESH -> Reply.json(201, out -> write(out, said));
                    case REPLACED -> Reply.json(200, out -> write(out, said));
                    case TOO_MANY -> throw Fault.of(
                                    Fault.Type.CONTRADICTION,
                                    "subscriber \"" + subscriber + "\" has " + MOST
                                            + " suppressions. Maybe set one of those again")
                            .asException();
                });
    }

    private static Change<Taken> set(Accounts.Found found, Suppression said) {
        List<Suppression> known = found.subscriber().circumstances().suppressions();
        boolean fresh = known.stream().noneMatch(s -> s.id().equals(said.id()));
        if (fresh && known.size() >= MOST) {
            return new Change<>(found.history(), Taken.TOO_MANY);
        }
        return new Change<>(
                Commands.suppress(found.history(), found.subscriber(), said).next(),
                fresh ? Taken.FRESH : Taken.REPLACED);
    }

    /** {@code GET …/suppressions}. */
    CompletionStage<Reply> list(Exchange exchange) {
        String subscriber = exchange.id();
        return services.accounts().find(new SubscriberRef.ById(subscriber)).thenApply(found -> {
            List<Suppression> all =
                    known(found, subscriber).subscriber().circumstances().suppressions();
            return Reply.json(200, out -> {
                out.writeStartObject();
                out.writeArrayFieldStart("suppressions");
                for (Suppression suppression : all) {
                    write(out, suppression);
                }
                out.writeEndArray();
                out.writeEndObject();
            });
        });
    }

    /** {@code POST …/suppressions/{suppression}/lift}. */
    CompletionStage<Reply> lift(Exchange exchange) {
        String subscriber = exchange.id();
        String id = exchange.id("suppression");
        String reason = SuppressionReader.reason(exchange.body());
        return services.accounts()
                .change(
                        new SubscriberRef.ById(subscriber),
                        exchange.now(),
                        found -> lifted(found, id, exchange, reason))
                .thenApply(lifted -> known(lifted, subscriber)
                        .map(suppression -> Reply.json(200, out -> write(out, suppression)))
                        .orElseThrow(() -> Fault.of(
                                        Fault.Type.NOT_FOUND,
                                        "subscriber \"" + subscriber + "\" has no suppression \"" + id + "\"")
                                .asException()));
    }

    private static Change<Optional<Suppression>> lifted(
            Accounts.Found found, String id, Exchange exchange, String reason) {
        Change<Suppression> change = Commands.lift(found.history(), found.subscriber(), id, exchange.now(), reason);
        return new Change<>(change.next(), Optional.ofNullable(change.result()));
    }

    private static <T> T known(Optional<T> found, String subscriber) {
        return found.orElseThrow(() -> DecideHandler.unknown(subscriber).asException());
    }

    static void write(JsonGenerator out, Suppression suppression) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", suppression.id());
        out.writeStringField(
                "channel",
                suppression.channel() == null ? null : suppression.channel().name());
        out.writeStringField("purpose", SubscriberWriter.nameOf(suppression.purpose()));
        out.writeStringField("category", suppression.category());
        out.writeStringField("sender", suppression.sender());
        out.writeStringField("reason", suppression.reason());
        out.writeStringField("source", suppression.source());
        out.writeStringField("at", suppression.at().toString());
        DecisionWriter.instant(out, "expiresAt", suppression.expiresAt());
        Suppression.Lift lift = suppression.lift();
        if (lift == null) {
            out.writeNullField("lift");
        } else {
            out.writeObjectFieldStart("lift");
            out.writeStringField("at", lift.at().toString());
            out.writeStringField("reason", lift.reason());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}

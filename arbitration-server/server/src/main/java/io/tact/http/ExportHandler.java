package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import io.tact.lifecycle.AuditEntry;
import io.tact.model.Contact;
import io.tact.model.Suppression;
import io.tact.port.Alongside;
import io.tact.port.DecisionRow;
import io.tact.port.Feeds;
import io.tact.port.LogPlace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code GET /v1/subscribers/{id}/export}: everything that is held about a subscriber, their decisions page by page. Nothing
 * is told before the audit of it is durable.
 */
final class ExportHandler implements Operation {
    private static final int USUAL = 100;
    private static final int MOST = 200;

    private final Services services;
    private final DecisionTeller teller;

    ExportHandler(Services services) {
        this.services = services;
        this.teller = new DecisionTeller(services);
    }

    /** A decision as it is told. */
    private record Told(DecisionRow row, byte[] json) {}

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Errors errors = new Errors();
        String reason = Queries.reason(exchange, errors);
        int limit = Queries.limit(exchange, USUAL, MOST, errors);
        LogPlace after = Queries.place(exchange, errors);
        errors.check();
        return services.accounts().find(new SubscriberRef.ById(id)).thenCompose(known -> {
            Accounts.Found found =
                    known.orElseThrow(() -> DecideHandler.unknown(id).asException());
            return services.lifecycle().log().decisionsOf(id, after, limit + 1).thenCompose(rows -> audited(
                            exchange, reason, found, rows.size())
                    .thenCompose(done -> CompletableFuture.supplyAsync(
                            () -> page(found, rows, limit, exchange.now()), services.rulesWorkers())));
        });
    }

    private CompletionStage<?> audited(Exchange exchange, String reason, Accounts.Found found, int decisions) {
        AuditEntry entry = new AuditEntry(
                exchange.now(),
                AuditEntry.Action.EXPORTED,
                exchange.by(),
                exchange.roles(),
                "",
                "",
                services.lifecycle().addresses().ofSubscriber(found.subscriber().id()),
                reason,
                Map.of("contacts", (long) contacts(found).size(), "decisions", (long) decisions));
        return services.ledger()
                .commit(
                        0,
                        List.of(),
                        List.of(),
                        null,
                        Alongside.appending(new Feeds.Append(Feeds.Feed.AUDIT, exchange.now(), entry.packed())));
    }

    private static List<Contact> contacts(Accounts.Found found) {
        return found.history().contacts().stream()
                .filter(c -> c.subscriber().equals(found.subscriber().id()))
                .toList();
    }

    private Reply page(Accounts.Found found, List<DecisionRow> rows, int limit, Instant now) {
        List<Told> told = new ArrayList<>();
        for (DecisionRow row : rows.subList(0, Math.min(limit, rows.size()))) {
            told.add(new Told(row, teller.tell(row)));
        }
        LogPlace next = rows.size() > limit ? LogPlace.of(rows.get(limit - 1)) : null;
        return Reply.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("at", now.toString());
            out.writeFieldName("subscriber");
            SubscriberWriter.write(out, found);
            out.writeArrayFieldStart("suppressions");
            for (Suppression suppression : found.subscriber().circumstances().suppressions()) {
                SuppressionsHandler.write(out, suppression);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("contacts");
            for (Contact contact : contacts(found)) {
                ContactsHandler.contact(out, contact, now);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("decisions");
            for (Told one : told) {
                decision(out, one);
            }
            out.writeEndArray();
            out.writeStringField("next", next == null ? null : Queries.cursor(next));
            out.writeEndObject();
        });
    }

    private static void decision(JsonGenerator out, Told told) throws IOException {
        out.writeStartObject();
        out.writeStringField("loggedAt", told.row().at().toString());
        out.writeFieldName("decision");
        Json.MAPPER.writeTree(out, Json.parse(told.json()));
        out.writeEndObject();
    }
}

package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.lifecycle.AuditEntry;
import io.tact.lifecycle.ReservationExpired;
import io.tact.port.Feeds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What happened, in the order in which it became true, read from a position on. */
final class FeedsHandler {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Services services;

    FeedsHandler(Services services) {
        this.services = services;
    }

    /** Writes the fields of one entry. */
    private interface Entry {
        void write(JsonGenerator out, Feeds.Entry entry) throws IOException;
    }

    /** {@code GET /v1/reservations/expired}. */
    CompletionStage<Reply> expired(Exchange exchange) {
        OwnMessages own =
                new OwnMessages(services.active().get(), exchange.mandate().limits());
        return page(exchange, Feeds.Feed.EVENTS, "expired", entry -> isOwn(entry, own), FeedsHandler::expired);
    }

    /** {@code GET /v1/audit}. */
    CompletionStage<Reply> audit(Exchange exchange) {
        return page(exchange, Feeds.Feed.AUDIT, "entries", entry -> true, FeedsHandler::audited);
    }

    private static boolean isOwn(Feeds.Entry entry, OwnMessages own) {
        if (own.isEverything()) {
            return true;
        }
        ReservationExpired event = ReservationExpired.unpack(entry.body());
        return own.have(event.campaign(), event.treatment());
    }

    private CompletionStage<Reply> page(
            Exchange exchange, Feeds.Feed feed, String list, Predicate<Feeds.Entry> told, Entry writer) {
        Errors errors = new Errors();
        long after = Queries.after(exchange, errors);
        int limit = Queries.limit(exchange, USUAL, MOST, errors);
        errors.check();
        return services.lifecycle()
                .feeds()
                .feed(feed, after, limit)
                .thenApply(entries -> Reply.json(200, out -> write(out, entries, after, list, told, writer)));
    }

    /** Where the next page begins is told by what was read, also if it is not told. */
    private static void write(
            JsonGenerator out,
            List<Feeds.Entry> entries,
            long after,
            String list,
            Predicate<Feeds.Entry> told,
            Entry writer)
            throws IOException {
        long next = entries.isEmpty() ? after : entries.get(entries.size() - 1).position();
        out.writeStartObject();
        out.writeArrayFieldStart(list);
        for (Feeds.Entry entry : entries) {
            if (told.test(entry)) {
                out.writeStartObject();
                out.writeNumberField("position", entry.position());
                writer.write(out, entry);
                out.writeEndObject();
            }
        }
        out.writeEndArray();
        out.writeStringField("next", Long.toString(next));
        out.writeEndObject();
    }

    private static void expired(JsonGenerator out, Feeds.Entry entry) throws IOException {
        ReservationExpired event = ReservationExpired.unpack(entry.body());
        out.writeStringField("reservation", event.reservation());
        out.writeStringField("channel", event.channel());
        out.writeStringField("campaign", event.campaign());
        out.writeStringField("treatment", event.treatment());
        out.writeStringField("grantedAt", event.grantedAt().toString());
        out.writeStringField("expiredAt", event.expiredAt().toString());
        out.writeStringField("noticedAt", entry.at().toString());
    }

    /** Null for nothing. */
    private static void text(JsonGenerator out, String name, String value) throws IOException {
        out.writeStringField(name, value.isEmpty() ? null : value);
    }

    private static void audited(JsonGenerator out, Feeds.Entry entry) throws IOException {
        AuditEntry audit = AuditEntry.unpack(entry.at(), entry.body());
        out.writeStringField("at", audit.at().toString());
        out.writeStringField("action", audit.action().name());
        text(out, "by", audit.by());
        out.writeArrayFieldStart("roles");
        for (String role : audit.roles()) {
            out.writeString(role);
        }
        out.writeEndArray();
        text(out, "operation", audit.operation());
        text(out, "target", audit.target());
        text(out, "subject", audit.subject());
        text(out, "reason", audit.reason());
        out.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : audit.counts().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
    }
}

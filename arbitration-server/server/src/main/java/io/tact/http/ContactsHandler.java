package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.SubscriberRef;
import io.tact.model.Amounts;
import io.tact.model.Contact;
import io.tact.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/subscribers/{id}/contacts}: a subscriber's contact history, the latest first, page by page. */
final class ContactsHandler implements Operation {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Comparator<Contact> LATEST_FIRST = Contact.BY_TIME.reversed();

    private final Services services;

    ContactsHandler(Services services) {
        this.services = services;
    }

    /** The last contact of the page before. */
    private record Cursor(Instant at, String id) {
        boolean isBefore(Contact contact) {
            int time = contact.at().compareTo(at);
            return time < 0 || (time == 0 && contact.id().compareTo(id) < 0);
        }

        static Cursor of(Contact contact) {
            return new Cursor(contact.at(), contact.id());
        }

        String encode() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        static Cursor decode(String text) {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no separator");
            }
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        }
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Errors errors = new Errors();
        int limit = Queries.limit(exchange, DEFAULT_LIMIT, MAX_LIMIT, errors);
        Cursor cursor = cursor(exchange.query("cursor"), errors);
        errors.check();
        return services.accounts().find(new SubscriberRef.ById(id)).thenApply(found -> {
            if (found.isEmpty()) {
                throw DecideHandler.unknown(id).asException();
            }
            List<Contact> rest = found.get().history().contacts().stream()
                    .filter(c -> c.subscriber().equals(id))
                    .sorted(LATEST_FIRST)
                    .filter(c -> cursor == null || cursor.isBefore(c))
                    .limit(limit + 1L)
                    .toList();
            return Reply.json(200, out -> page(out, rest, limit, exchange.now()));
        });
    }

    private static @Nullable Cursor cursor(@Nullable String text, Errors errors) {
        try {
            return text == null ? null : Cursor.decode(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.invalid("?cursor", "is not a cursor. Maybe take \"next\" of the page before, as it is");
            return null;
        }
    }

    private static void page(JsonGenerator out, List<Contact> rest, int limit, Instant now) throws IOException {
        List<Contact> page = rest.subList(0, Math.min(limit, rest.size()));
        out.writeStartObject();
        out.writeArrayFieldStart("contacts");
        for (Contact contact : page) {
            contact(out, contact, now);
        }
        out.writeEndArray();
        out.writeStringField(
                "next",
                rest.size() > limit ? Cursor.of(page.get(page.size() - 1)).encode() : null);
        out.writeEndObject();
    }

    private static void amounts(JsonGenerator out, @Nullable Amounts amounts) throws IOException {
        if (amounts == null) {
            out.writeNullField("amounts");
            return;
        }
        out.writeObjectFieldStart("amounts");
        DecisionWriter.fixed(out, "value", amounts.value());
        DecisionWriter.fixed(out, "contactCost", amounts.contactCost());
        DecisionWriter.fixed(out, "incentiveCost", amounts.incentiveCost());
        out.writeEndObject();
    }

    static void contact(JsonGenerator out, Contact contact, Instant now) throws IOException {
        out.writeStartObject();
        out.writeStringField("reservation", contact.id());
        out.writeStringField("decision", DecisionIds.thatGranted(contact));
        out.writeStringField("campaign", contact.slot().campaign());
        out.writeStringField("offer", contact.slot().offer());
        out.writeStringField("treatment", contact.treatment());
        out.writeStringField("channel", contact.slot().channel().name());
        out.writeStringField("direction", contact.slot().direction().name());
        out.writeStringField("purpose", contact.slot().purpose().name());
        out.writeStringField("category", contact.slot().category());
        out.writeStringField("subject", contact.slot().subject());
        out.writeStringField("sender", contact.slot().sender());
        out.writeStringField("destination", contact.line());
        amounts(out, contact.slot().amounts());
        out.writeStringField("at", contact.at().toString());
        DecisionWriter.instant(out, "expiresAt", contact.expiresAt());
        out.writeStringField("state", contact.stateAt(now).name());
        out.writeArrayFieldStart("outcomes");
        for (Outcome outcome : contact.outcomes()) {
            out.writeStartObject();
            out.writeStringField("id", outcome.id());
            out.writeStringField("outcome", outcome.type().name());
            out.writeStringField("at", outcome.at().toString());
            out.writeStringField("reasonCode", outcome.reasonCode());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}

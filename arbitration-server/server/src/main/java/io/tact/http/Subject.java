package io.tact.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tact.history.LedgerKey;
import io.tact.port.ContactLedger;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Whom a request is about, as far as that can be told cheaply: under which key their record is looked for. */
@FunctionalInterface
interface Subject {

    /** The key; empty if it cannot be told, or the request is best served where it came in. */
    CompletionStage<Optional<LedgerKey>> of(Exchange exchange);

    /** The subscriber whose id is in the path. */
    static Subject inPath() {
        return exchange -> told(LedgerKey.ofSubscriber(exchange.path("id")));
    }

    /** The subscriber for whom the reservation in the path was made. */
    static Subject ofReservation(ContactLedger ledger) {
        return exchange -> {
            String id = exchange.path("id");
            int dash = id.lastIndexOf('-');
            return dash <= 0
                    ? told(null)
                    : ledger.decision(id.substring(0, dash))
                            .thenApply(row -> row.map(known -> LedgerKey.ofSubscriber(known.subscriber())));
        };
    }

    /** The subscriber whom a body names; nobody for a dry run, which is remembered where it was asked. */
    static Subject inBody() {
        return exchange -> {
            try (JsonParser in = Json.FACTORY.createParser(exchange.body())) {
                return told(find(in));
            } catch (IOException e) {
                return told(null);
            }
        };
    }

    private static CompletionStage<Optional<LedgerKey>> told(@Nullable LedgerKey key) {
        return CompletableFuture.completedFuture(Optional.ofNullable(key));
    }

    private static @Nullable LedgerKey find(JsonParser in) throws IOException {
        LedgerKey found = null;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("reserve") && value == JsonToken.VALUE_FALSE) {
                return null;
            }
            if (name.equals("subscriber") && value == JsonToken.START_OBJECT) {
                found = subscriber(in);
            } else {
                in.skipChildren();
            }
        }
        return found;
    }

    private static @Nullable LedgerKey subscriber(JsonParser in) throws IOException {
        LedgerKey found = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() == JsonToken.VALUE_STRING && name.equals("id")) {
                found = LedgerKey.ofSubscriber(in.getText());
            } else if (in.currentToken() == JsonToken.VALUE_STRING && name.equals("msisdn")) {
                found = LedgerKey.ofLine(in.getText());
            } else {
                in.skipChildren();
            }
        }
        return found;
    }
}

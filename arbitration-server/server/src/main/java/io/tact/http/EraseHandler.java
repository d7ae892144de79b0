package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.lifecycle.Erasures;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** {@code DELETE /v1/subscribers/{id}}: erases a subscriber and answers with a receipt. */
final class EraseHandler implements Operation {
    private final Services services;

    EraseHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Errors errors = new Errors();
        String reason = Queries.reason(exchange, errors);
        errors.check();
        Erasures.Request request = new Erasures.Request(id, exchange.by(), reason, exchange.now());
        String subject = services.lifecycle().addresses().ofSubscriber(id);
        return services.lifecycle().erasures().erase(request).thenApply(receipt -> receipt.map(done -> {
                    services.metrics().erased();
                    return Reply.json(200, out -> write(out, subject, reason, done));
                })
                .orElseThrow(() -> Fault.of(
                                Fault.Type.UNKNOWN_SUBSCRIBER,
                                "subscriber \"" + id + "\" is not known: there is nothing to erase")
                        .asException()));
    }

    private static void write(JsonGenerator out, String subject, String reason, Erasures.Receipt receipt)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("subject", subject);
        out.writeStringField("at", receipt.at().toString());
        out.writeStringField("reason", reason);
        out.writeObjectFieldStart("erased");
        for (Map.Entry<String, Long> count : receipt.erased().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("refusalsKept", receipt.kept());
        out.writeEndObject();
    }
}

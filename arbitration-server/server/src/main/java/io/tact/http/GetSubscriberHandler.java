package io.tact.http;

import io.tact.arbitration.SubscriberRef;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/subscribers/{id}}: what is known of a subscriber. */
final class GetSubscriberHandler implements Operation {
    private final Services services;

    GetSubscriberHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        return services.accounts()
                .find(new SubscriberRef.ById(id))
                .thenApply(found ->
                        Reply.json(200, SubscriberWriter.write(found.orElseThrow(() -> DecideHandler.unknown(id)
                                .asException()))));
    }
}

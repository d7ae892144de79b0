package io.tact.http;

import io.tact.arbitration.Accounts;
import io.tact.arbitration.SubscriberRef;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** {@code PUT /v1/subscribers/{id}}: makes a subscriber known, or replaces what is known of them. */
final class PutSubscriberHandler implements Operation {
    private final Services services;

    PutSubscriberHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        Errors errors = new Errors();
        SubscriberReader.Said said = new SubscriberReader(
                        services.active().get().ruleset(), exchange.now(), errors)
                .read(Json.parse(exchange.body()), exchange.id());
        errors.check();
        Accounts accounts = services.accounts();
        return accounts.enrol(Objects.requireNonNull(said).subscriber(), said.account(), exchange.now())
                .thenCompose(enrolled -> accounts.find(new SubscriberRef.ById(exchange.id()))
                        .thenApply(found -> Reply.json(
                                enrolled == Accounts.Enrolled.CREATED ? 201 : 200,
                                SubscriberWriter.write(found.orElseThrow()))));
    }
}

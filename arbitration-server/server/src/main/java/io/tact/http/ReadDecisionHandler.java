package io.tact.http;

import io.tact.arbitration.Mandate;
import io.tact.decisionlog.DryRunLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/decisions/{id}}: why was it decided so? */
final class ReadDecisionHandler implements Operation {
    private final Services services;
    private final DecisionTeller teller;

    ReadDecisionHandler(Services services) {
        this.services = services;
        this.teller = new DecisionTeller(services);
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Optional<DryRunLog.Entry> waiting = services.lifecycle().dryRuns().find(id);
        Mandate mandate = exchange.mandate();
        if (waiting.isPresent()) {
            DryRunLog.Entry dryRun = waiting.get();
            requireOwn(id, mandate, dryRun.inputs().mandate().by());
            return CompletableFuture.supplyAsync(
                    () -> Reply.json(200, teller.tell(id, dryRun.inputs(), dryRun.answer())), services.rulesWorkers());
        }
        return services.ledger().decision(id).thenCompose(row -> {
            if (row.isEmpty()) {
                throw unknown(id).asException();
            }
            if (!mandate.limits().isNone()) {
                requireOwn(id, mandate, DecisionTeller.askedBy(row.get()));
            }
            return CompletableFuture.supplyAsync(
                    () -> Reply.json(200, teller.tell(row.get())), services.rulesWorkers());
        });
    }

    /** Whoever speaks as one sender reads what they asked themselves: other decisions tell of other senders. */
    private static void requireOwn(String id, Mandate mandate, String by) {
        if (!mandate.limits().isNone() && !mandate.by().equals(by)) {
            throw unknown(id).asException();
        }
    }

    private static Fault unknown(String id) {
        return Fault.of(
                Fault.Type.NOT_FOUND,
                "decision \"" + id
                        + "\" is not known: it was never made, was erased with its subscriber, or is older than decisions"
                        + " are kept. Maybe it was a dry run: those are kept for days only");
    }
}

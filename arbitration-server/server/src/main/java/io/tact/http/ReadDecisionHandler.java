package io.tact.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Decider;
import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.model.Subscriber;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code GET /v1/decisions/{id}}: why was it decided so? Decides again, from what was recorded, with every candidate
 * explained; where the ruleset of that time is not the active one any more, tells the answer that was given.
 */
final class ReadDecisionHandler implements Operation {
    private static final String FULL = "FULL";
    private static final String AS_ANSWERED = "AS_ANSWERED";

    private final Services services;

    ReadDecisionHandler(Services services) {
        this.services = services;
    }

    /** What is known of a decision. */
    private record Known(DecisionInputs inputs, byte[] answer) {}

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        return find(id).thenCompose(known -> {
            if (known.isEmpty()) {
                throw Fault.of(
                                Fault.Type.NOT_FOUND,
                                "decision \"" + id + "\" is not known. Dry runs are remembered for a while only")
                        .asException();
            }
            return CompletableFuture.supplyAsync(() -> explain(id, known.get()), services.rulesWorkers());
        });
    }

    private CompletionStage<Optional<Known>> find(String id) {
        Optional<Known> dryRun = services.recent().find(id).map(entry -> new Known(entry.inputs(), entry.answer()));
        return dryRun.isPresent()
                ? CompletableFuture.completedFuture(dryRun)
                : services.ledger()
                        .decision(id)
                        .thenApply(row -> row.map(r -> new Known(DecisionInputsCodec.decode(r.inputs()), r.answer())));
    }

    private Reply explain(String id, Known known) {
        DecisionInputs inputs = known.inputs();
        ActiveRuleset active = services.active().get();
        Subscriber subscriber = inputs.history().subscriber(inputs.subscriber());
        boolean sameRules = active.ruleset().version().equals(inputs.ruleset()) && active.epoch() == inputs.epoch();
        if (!sameRules || subscriber == null) {
            return Reply.json(200, asAnswered(known));
        }
        DecisionReader.Asked asked = DecisionReader.read(inputs.body(), active.ruleset());
        return Reply.json(
                200,
                DecisionWriter.explained(
                        new Decider(active, inputs.registers().registers())
                                .decide(
                                        asked.request().explainedInFull(),
                                        subscriber,
                                        inputs.history(),
                                        inputs.at(),
                                        id),
                        FULL,
                        inputs.history().version()));
    }

    private static byte[] asAnswered(Known known) {
        ObjectNode tree = (ObjectNode) Json.parse(known.answer());
        tree.put("explanation", AS_ANSWERED);
        tree.put("decidedOn", known.inputs().history().version());
        return Reply.bytes(out -> Json.MAPPER.writeTree(out, tree));
    }
}

package io.tact.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Decider;
import io.tact.arbitration.DecisionInputs;
import io.tact.arbitration.DecisionInputsCodec;
import io.tact.history.UnknownFormatException;
import io.tact.model.Subscriber;
import io.tact.port.DecisionRow;
import org.jspecify.annotations.Nullable;

/**
 * Tells recorded decisions: decides again, from what was recorded, with every candidate explained; where the ruleset of that
 * time is not the active one any more, or what it was decided from was erased, or is not there in a format that this node
 * reads, tells the answer that was given. Runs author code.
 */
final class DecisionTeller {
    private static final String FULL = "FULL";
    private static final String AS_ANSWERED = "AS_ANSWERED";

    private final Services services;

    DecisionTeller(Services services) {
        this.services = services;
    }

    /** The credential that asked for a decision; empty where that is not recorded. */
    static String askedBy(DecisionRow row) {
        try {
            return row.inputs().length == 0
                    ? ""
                    : DecisionInputsCodec.decode(row.inputs()).mandate().by();
        } catch (UnknownFormatException e) {
            return "";
        }
    }

    byte[] tell(DecisionRow row) {
        if (row.inputs().length == 0) {
            return asAnswered(row.answer(), null);
        }
        DecisionInputs inputs;
        try {
            inputs = DecisionInputsCodec.decode(row.inputs());
        } catch (UnknownFormatException e) {
            return asAnswered(row.answer(), null);
        }
        return tell(row.id(), inputs, row.answer());
    }

    byte[] tell(String id, DecisionInputs inputs, byte[] answer) {
        ActiveRuleset active = services.active().get();
        @Nullable Subscriber subscriber = inputs.history().subscriber(inputs.subscriber());
        boolean sameRules = active.ruleset().version().equals(inputs.ruleset()) && active.epoch() == inputs.epoch();
        if (!sameRules || subscriber == null) {
            return asAnswered(answer, inputs.history().version());
        }
        DecisionReader.Asked asked = DecisionReader.read(inputs.body(), active.ruleset());
        return DecisionWriter.explained(
                new Decider(active, inputs.registers().registers(), inputs.budgets())
                        .decide(
                                asked.request().by(inputs.mandate()).explainedInFull(),
                                subscriber,
                                inputs.history(),
                                inputs.at(),
                                id),
                FULL,
                inputs.history().version(),
                inputs.mandate().by());
    }

    /** @param decidedOn the version of the account's record that it was decided on; null if that was dropped */
    private static byte[] asAnswered(byte[] answer, @Nullable Long decidedOn) {
        ObjectNode tree = (ObjectNode) Json.parse(answer);
        tree.put("explanation", AS_ANSWERED);
        if (decidedOn != null) {
            tree.put("decidedOn", decidedOn);
        }
        return Reply.bytes(out -> Json.MAPPER.writeTree(out, tree));
    }
}

package io.tact.policy;

import io.tact.model.Suppression;
import java.util.ArrayList;
import java.util.List;

/** The rules that no table says: suppressions, and that an opt-out is confirmed once. */
final class BuiltInRules {
    private BuiltInRules() {}

    /** Those that may have something to say in a decision. */
    static List<Judge> of(Present present) {
        List<Suppression> suppressions = present.subscriber().circumstances().suppressions();
        List<Judge> judges = new ArrayList<>(suppressions.size() + 1);
        judges.add(new ConfirmationJudge(present));
        for (Suppression suppression : suppressions) {
            judges.add(new SuppressionJudge(suppression, present));
        }
        return judges;
    }

    /** Whether the confirmation of an opt-out passes rows of that kind. */
    static boolean passes(RuleKind kind) {
        return kind == RuleKind.CONSENT || kind == RuleKind.LISTS;
    }
}

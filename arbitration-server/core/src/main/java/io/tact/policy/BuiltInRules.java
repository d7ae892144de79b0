package io.tact.policy;

import io.tact.model.Circumstances;
import io.tact.model.Suppression;
import java.util.ArrayList;
import java.util.List;

/** The rules that no table says: suppressions, the hours that subscribers prefer, and that an opt-out is confirmed once. */
final class BuiltInRules {
    private BuiltInRules() {}

    /** Those that may have something to say in a decision. */
    static List<Judge> of(Present present) {
        Circumstances known = present.subscriber().circumstances();
        List<Judge> judges = new ArrayList<>(known.suppressions().size() + 2);
        judges.add(new ConfirmationJudge(present));
        if (!known.preferredHours().isEmpty()) {
            judges.add(new PreferredHoursJudge(present));
        }
        for (Suppression suppression : known.suppressions()) {
            judges.add(new SuppressionJudge(suppression, present));
        }
        return judges;
    }

    /** Whether the confirmation of an opt-out passes rows of that kind. */
    static boolean passes(RuleKind kind) {
        return kind == RuleKind.CONSENT || kind == RuleKind.LISTS;
    }
}

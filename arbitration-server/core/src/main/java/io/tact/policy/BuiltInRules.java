package io.tact.policy;

import io.tact.model.Slot;
import java.util.List;

/** The rules that no table says: suppressions, suspensions, the subscriber's own hours, confirmations of opt-outs. */
final class BuiltInRules {
    private BuiltInRules() {}

    /** Those that have something to say in a decision. */
    static List<Judge> of(Present present) {
        return present.subscriber().circumstances().preferredHours().isEmpty()
                ? List.of()
                : List.of(new PreferredHoursJudge(present));
    }

    /** Whether the confirmation of an opt-out passes rows of that kind. */
    static boolean passes(RuleKind kind) {
        return kind == RuleKind.CONSENT || kind == RuleKind.LISTS;
    }

    /** Whether a message is the confirmation of an opt-out, which passes what it confirms. */
    static boolean isConfirmation(Slot slot) {
        return false;
    }
}

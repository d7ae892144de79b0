package io.tact.rules.drools;

import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import java.util.List;

/** Which rows of contact policy a rule can say: those that ask for nothing but the message, its time and its history. */
final class Printable {
    private final List<ExemptionRule> exemptions;

    Printable(List<PolicyRule> all) {
        exemptions = all.stream()
                .filter(ExemptionRule.class::isInstance)
                .map(ExemptionRule.class::cast)
                .toList();
    }

    /** Whether a rule can say what these rows, one or those of a timetable, say together. */
    boolean test(List<PolicyRule> rows) {
        return rows.stream().allMatch(this::test);
    }

    private boolean test(PolicyRule row) {
        if (row instanceof CapRule cap) {
            return cap.mode() == CapRule.Mode.COUNT
                    && isPlain(cap.scope())
                    && !isLifted(row, RuleKind.CAPS)
                    && exemptions.stream()
                            .allMatch(e -> e.countsTowardCaps()
                                    || !e.info().pack().equals(row.info().pack()));
        }
        if (row instanceof HoursRule hours) {
            return hours.calendar() == null
                    && hours.liftedBy() == null
                    && !hours.intervals().isEmpty()
                    && isPlain(hours.scope())
                    && !isLifted(row, RuleKind.HOURS);
        }
        if (row instanceof ConsentRule consent) {
            boolean simple =
                    consent.model() == ConsentRule.Model.OPT_IN || consent.model() == ConsentRule.Model.OPT_OUT;
            return simple
                    && consent.special() == null
                    && consent.list() == null
                    && isPlain(consent.scope())
                    && !isLifted(row, RuleKind.CONSENT);
        }
        boolean told = row instanceof ExclusionRule.NeverTogether
                || row instanceof ExclusionRule.OnePer
                || row instanceof ExclusionRule.Withholds;
        return told && !isLifted(row, RuleKind.EXCLUSIONS);
    }

    private boolean isLifted(PolicyRule row, RuleKind kind) {
        return exemptions.stream().anyMatch(e -> e.lifts(kind, row.info()));
    }

    private static boolean isPlain(Scope scope) {
        return scope.subjects().isEmpty();
    }
}

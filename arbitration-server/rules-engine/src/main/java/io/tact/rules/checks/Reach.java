package io.tact.rules.checks;

import io.tact.model.Fixed;
import io.tact.model.Slot;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.ParsedRuleset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds campaigns that reach nobody. */
final class Reach {
    private final ParsedRuleset ruleset;
    private final Set<String> impossible;
    private final List<PolicyRule> against;
    private final List<ExemptionRule> exemptions;
    private final Cells cells;

    /** @param impossible the names of the rows of {@code eligibility} that never hold */
    Reach(ParsedRuleset ruleset, Set<String> impossible, Cells cells) {
        this.ruleset = ruleset;
        this.impossible = impossible;
        this.against = ruleset.policy().stream().filter(Reach::isAgainst).toList();
        this.exemptions = Scopes.of(ExemptionRule.class, ruleset.policy());
        this.cells = cells;
    }

    void check() {
        Map<String, List<Treatment>> campaigns = new LinkedHashMap<>();
        ruleset.catalogue().treatments().forEach(t -> campaigns
                .computeIfAbsent(t.campaign(), c -> new ArrayList<>())
                .add(t));
        campaigns.forEach(this::checkCampaign);
    }

    private void checkCampaign(String campaign, List<Treatment> treatments) {
        Set<String> reasons = new LinkedHashSet<>();
        for (Treatment treatment : treatments) {
            String reason = reason(treatment);
            if (reason == null) {
                return;
            }
            reasons.add(reason);
        }
        cells.warn(
                "catalogue",
                treatments.get(0).id(),
                null,
                "campaign",
                "campaign " + campaign + " reaches nobody: " + String.join(", ", reasons),
                "Maybe take it out, or change what stops it");
    }

    /** Why a treatment is never sent; null if it may be. */
    private @Nullable String reason(Treatment treatment) {
        List<EligibilityRow> rows = ruleset.eligibility().stream()
                .filter(row -> isAbout(row, treatment))
                .toList();
        if (!rows.isEmpty() && rows.stream().allMatch(row -> impossible.contains(row.name()))) {
            return cells.named("eligibility", rows.get(0).id()) + " never holds";
        }
        for (PolicyRule rule : against) {
            boolean prohibits = rule instanceof ConsentRule consent
                    && isAlwaysAgainst(consent.info(), consent.scope(), RuleKind.CONSENT, treatment.slot());
            boolean allowsNone = rule instanceof CapRule cap
                    && isAlwaysAgainst(cap.info(), cap.scope(), RuleKind.CAPS, treatment.slot());
            if (prohibits || allowsNone) {
                return cells.named(rule.info()) + (prohibits ? " prohibits it" : " allows none");
            }
        }
        return null;
    }

    /** Whether a row lets nothing pass that it is about. */
    private static boolean isAgainst(PolicyRule rule) {
        return rule instanceof CapRule cap
                ? cap.max().equals(Fixed.ZERO) && cap.mode() == CapRule.Mode.COUNT
                : rule instanceof ConsentRule consent && consent.model() == ConsentRule.Model.PROHIBITED;
    }

    private static boolean isAbout(EligibilityRow row, Treatment treatment) {
        return is(row.campaign(), treatment.campaign())
                && is(row.offer(), treatment.offer())
                && is(row.treatment(), treatment.id());
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private boolean isAlwaysAgainst(RuleInfo info, Scope scope, RuleKind kind, Slot slot) {
        return info.jurisdiction() == null
                && info.effectiveFrom() == null
                && info.effectiveTo() == null
                && scope.covers(slot)
                && !Scopes.mayBeLifted(info, null, scope, kind, exemptions);
    }
}

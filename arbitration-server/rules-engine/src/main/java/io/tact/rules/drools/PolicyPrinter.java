package io.tact.rules.drools;

import io.tact.model.Binding;
import io.tact.model.Condition;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of contact policy as rules that withhold slots: one for each row, one for the rows of a timetable, and one more for
 * the do-not-call list of a row of consent. The rule of an exemption says that it holds, before all others, and those of the
 * rows it lifts look for that.
 */
final class PolicyPrinter {
    /** Before the rules that look for it. */
    private static final int EXEMPTIONS_FIRST = 1_000_000;

    private final ConditionPrinter conditions;
    private final List<PolicyRule> all;
    private final List<ExemptionRule> exemptions;
    private final RowText text;

    PolicyPrinter(ConditionPrinter conditions, List<PolicyRule> all) {
        this.conditions = conditions;
        this.all = all;
        this.exemptions = all.stream()
                .filter(ExemptionRule.class::isInstance)
                .map(ExemptionRule.class::cast)
                .toList();
        this.text = new RowText(new CalendarNames(all));
    }

    /** The rules of all rows, and for a row without effect a remark. */
    List<String> texts() {
        Map<Object, List<PolicyRule>> together = new LinkedHashMap<>();
        all.forEach(row ->
                together.computeIfAbsent(timetable(row), t -> new ArrayList<>()).add(row));
        List<String> texts = new ArrayList<>();
        for (List<PolicyRule> rows : together.values()) {
            List<DrlRule> rules = rules(rows);
            rules.forEach(rule -> texts.add(rule.text()));
            if (rules.isEmpty()) {
                texts.add(DrlText.comment(rows.get(0).info().name() + " says that nothing is needed") + "\n");
            }
        }
        return texts;
    }

    /** What rows that say no as one have in common; of any other row the row itself. */
    private static Object timetable(PolicyRule row) {
        return row instanceof HoursRule hours && hours.kind() == HoursRule.Kind.ALLOW
                ? List.of(
                        hours.info().pack(),
                        String.valueOf(hours.info().jurisdiction()),
                        hours.scope(),
                        hours.zoneBasis())
                : row;
    }

    private List<DrlRule> rules(List<PolicyRule> rows) {
        PolicyRule row = rows.get(0);
        if (row instanceof CapRule cap) {
            String call = "capReached($slot, " + RowText.cap(cap, uncounted(cap)) + ")";
            return List.of(rule(cap, RuleKind.CAPS, RowText.slot(cap.scope()), call));
        }
        if (row instanceof HoursRule) {
            return List.of(hours(rows.stream().map(HoursRule.class::cast).toList()));
        }
        if (row instanceof CooloffRule cooloff) {
            String call = "coolsOff($slot, " + RowText.cooloff(cooloff) + ")";
            return List.of(rule(cooloff, RuleKind.COOLOFFS, RowText.slot(cooloff.scope()), call));
        }
        if (row instanceof ConsentRule consent) {
            return consent(consent);
        }
        if (row instanceof ExemptionRule exemption) {
            return List.of(exemption(exemption));
        }
        return List.of(exclusion((ExclusionRule) row));
    }

    private List<ExemptionRule> uncounted(CapRule cap) {
        return exemptions.stream()
                .filter(e -> !e.countsTowardCaps()
                        && e.info().pack().equals(cap.info().pack()))
                .toList();
    }

    private List<DrlRule> consent(ConsentRule row) {
        List<DrlRule> rules = new ArrayList<>();
        String slot = RowText.slot(row.scope());
        if (row.model() != ConsentRule.Model.NONE) {
            rules.add(rule(row, RuleKind.CONSENT, slot, "lacks($slot, " + RowText.agreement(row) + ")"));
        }
        if (row.list() != null) {
            DrlRule list = rule(row, RuleKind.LISTS, slot, "lacks($slot, " + RowText.list(row, row.list()) + ")");
            rules.add(list.named(row.info().name() + " and its list"));
        }
        return rules;
    }

    private DrlRule rule(PolicyRule row, RuleKind kind, String slot, String call) {
        return rule(row, kind, slot, call, List.of());
    }

    private DrlRule exclusion(ExclusionRule row) {
        return rule(row, RuleKind.EXCLUSIONS, ExclusionText.slot(row), ExclusionText.call(row), row.when());
    }

    private DrlRule rule(PolicyRule row, RuleKind kind, String slot, @Nullable String call, List<Condition> when) {
        RuleInfo info = row.info();
        List<String> asked = ConditionPrinter.inForce(info.effectiveFrom(), info.effectiveTo());
        if (info.jurisdiction() != null) {
            asked.add(binds(info.jurisdiction()));
        }
        if (call != null) {
            asked.add(call);
        }
        List<String> patterns = new ArrayList<>();
        patterns.add("$slot : " + slot);
        patterns.add("$policy : " + ConditionPrinter.pattern("Policy", asked));
        patterns.addAll(conditions.patterns(when, "$policy."));
        patterns.addAll(unlessLifted(List.of(row), kind));
        return new DrlRule(
                remarks(List.of(row)),
                info.name(),
                0,
                patterns,
                List.of("table.withhold($slot, " + DrlText.quoted(info.name()) + ");"));
    }

    private static String binds(String jurisdiction) {
        return "binds(" + DrlText.quoted(jurisdiction) + ")";
    }

    /** A timetable says no as one, and names the row that governs the day in the first zone where it is closed. */
    private DrlRule hours(List<HoursRule> rows) {
        HoursRule first = rows.get(0);
        String what = first.kind() == HoursRule.Kind.QUIET ? "withinQuietHours" : "outsideHours";
        List<String> asked = new ArrayList<>();
        if (first.info().jurisdiction() != null) {
            asked.add(binds(first.info().jurisdiction()));
        }
        List<String> patterns = new ArrayList<>();
        patterns.add("$slot : " + RowText.slot(first.scope()));
        patterns.add("$policy : " + ConditionPrinter.pattern("Policy", asked));
        patterns.add("$row : String() from $policy." + what + "($slot, " + text.hours(rows) + ")");
        patterns.addAll(unlessLifted(rows, RuleKind.HOURS));
        String name = rows.stream().map(r -> r.info().name()).collect(Collectors.joining(" + "));
        String action = rows.size() == 1
                ? "table.withhold($slot, $row);"
                : "table.closed($slot, " + DrlText.quoted(name) + ", $policy.getOrder(), $row);";
        return new DrlRule(remarks(rows), name, 0, patterns, List.of(action));
    }

    private static DrlRule exemption(ExemptionRule row) {
        RuleInfo info = row.info();
        List<String> asked = ConditionPrinter.inForce(info.effectiveFrom(), info.effectiveTo());
        if (!row.relations().isEmpty()) {
            asked.add("related($slot, " + RowText.relations(row) + ")");
        }
        return new DrlRule(
                remarks(List.of(row)),
                info.name(),
                EXEMPTIONS_FIRST,
                List.of(
                        "$slot : " + RowText.slot(row.scope()),
                        "$policy : " + ConditionPrinter.pattern("Policy", asked)),
                List.of("insert(new Exempt(" + DrlText.quoted(info.name()) + ", $slot, $policy));"));
    }

    /** That none of the exemptions that lift all of some rows holds. */
    private List<String> unlessLifted(List<? extends PolicyRule> rows, RuleKind kind) {
        return exemptions.stream()
                .filter(e -> rows.stream().allMatch(row -> e.lifts(kind, row.info())))
                .map(e -> "not " + ConditionPrinter.pattern("Exempt", holds(e, rows.get(0))))
                .toList();
    }

    private static List<String> holds(ExemptionRule exemption, PolicyRule row) {
        List<String> asked = new ArrayList<>();
        asked.add("row == " + DrlText.quoted(exemption.info().name()));
        asked.add("slot == $slot");
        asked.add("policy == $policy");
        if (!RowText.reachesAll(exemption, row.info())) {
            asked.add(RowText.surelyIn(exemption, row.info()));
        }
        if (row instanceof ConsentRule consent && !exemption.relations().isEmpty()) {
            asked.add("!refused(" + DrlText.quotedOrNull(consent.validFor()) + ", "
                    + DrlText.quotedOrNull(consent.special()) + ")");
        }
        return asked;
    }

    /** With what force rows bind, whether that was confirmed, and by which law. */
    private static List<String> remarks(List<? extends PolicyRule> rows) {
        List<String> remarks = new ArrayList<>();
        for (PolicyRule row : rows) {
            RuleInfo info = row.info();
            boolean law = info.binding() != Binding.OPERATOR;
            if (law || !info.verified() || info.citation() != null) {
                remarks.add((rows.size() == 1 ? "" : info.name() + ": ")
                        + info.binding()
                        + (info.verified() ? "" : ", not verified")
                        + (info.citation() == null ? "" : ": " + info.citation()));
            }
        }
        return remarks;
    }
}

package io.tact.rules.tables;

import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.Binding;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.SenderClass;
import io.tact.model.SpecialConsent;
import io.tact.policy.BudgetRule;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.HoursRule;
import io.tact.policy.OverriddenCalendar;
import io.tact.policy.RuleKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cells of a column may hold, where that is a short list. */
public final class ColumnChoices {
    private static final List<String> YES_NO = List.of("yes", "no");

    /** The columns whose cells may hold several of the choices, with {@code |} between them. */
    private static final Set<String> LISTS = Set.of(
            "purpose",
            "sender_class",
            "caps.key",
            "cooloffs.outcomes",
            "cooloffs.applies_to",
            "consent.soft_for",
            "exemptions.relation",
            "exemptions.lifts",
            "direction");

    private static final Map<String, List<String>> CHOICES = choices();

    private ColumnChoices() {}

    /** The choices; none if a cell may hold anything of its type. */
    public static List<String> of(TableSchema table, String column) {
        List<String> own = CHOICES.get(table.name() + "." + column);
        return own != null ? own : CHOICES.getOrDefault(column, List.of());
    }

    /** Whether a cell holds one choice at most. */
    public static boolean isSingle(TableSchema table, String column) {
        boolean catalogue = table.equals(TableSchema.CATALOGUE);
        return catalogue || (!LISTS.contains(column) && !LISTS.contains(table.name() + "." + column));
    }

    private static Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new HashMap<>();
        choices.put("binding", names(Binding.values()));
        choices.put("verified", YES_NO);
        choices.put("direction", names(Direction.values()));
        choices.put("purpose", names(Purpose.values()));
        choices.put("sender_class", names(SenderClass.values()));
        choices.put("attributes.scope", names(AttributeScope.values()));
        choices.put("attributes.type", names(AttributeType.values()));
        choices.put("caps.level", names(CapRule.Level.values()));
        choices.put("caps.window", names(CapsTable.Kind.values()));
        choices.put("caps.counts", names(Counted.values()));
        choices.put("caps.key", with("ALL", CapRule.Key.values()));
        choices.put("caps.mode", List.copyOf(CapsTable.MODES.keySet()));
        choices.put("hours.kind", names(HoursRule.Kind.values()));
        choices.put("hours.lifted_by", names(SpecialConsent.values()));
        choices.put("holidays.kind", names(OverriddenCalendar.Kind.values()));
        choices.put("cooloffs.outcomes", names(OutcomeType.values()));
        choices.put("cooloffs.applies_to", with("ALL", CooloffRule.Sharing.values()));
        choices.put("cooloffs.start", names(CooloffRule.Start.values()));
        choices.put("consent.model", names(ConsentRule.Model.values()));
        choices.put("consent.special", names(SpecialConsent.values()));
        choices.put("consent.soft_for", names(Relation.Kind.values()));
        choices.put("consent.list_lifted_by", names(ConsentTable.ListLift.values()));
        choices.put("exclusions.kind", names(ExclusionsTable.Kind.values()));
        choices.put("exemptions.relation", names(Relation.Kind.values()));
        choices.put("exemptions.lifts", names(RuleKind.values()));
        choices.put("exemptions.counts_toward_caps", YES_NO);
        choices.put("budgets.period", names(BudgetRule.Period.values()));
        choices.put("scenarios.strict", YES_NO);
        choices.put("scenarios.control", YES_NO);
        return choices;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static List<String> with(String first, Enum<?>[] constants) {
        List<String> names = new ArrayList<>(List.of(first));
        names.addAll(names(constants));
        return names;
    }
}

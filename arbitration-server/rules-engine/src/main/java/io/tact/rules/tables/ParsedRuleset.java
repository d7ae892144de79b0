package io.tact.rules.tables;

import io.tact.model.Catalogue;
import io.tact.model.Dictionary;
import io.tact.model.Selector;
import io.tact.policy.BudgetRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.ruleset.Pack;
import io.tact.ruleset.RulesetSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings and tables of a ruleset, read and checked.
 *
 * @param settings what {@code ruleset.yaml} says
 * @param dictionary the data dictionary
 * @param catalogue the treatments
 * @param names what the catalogue gives a name, also in rows that could not be read, and the channels that every operator
 *     has; any name will do in a dimension that is not there
 * @param eligibility the rows of {@code eligibility}, in file order
 * @param scoring the rows of {@code scoring}, in file order
 * @param policy the rows of every policy table, by table and then in file order; those of packs come last
 * @param budgets the rows of {@code budgets}, in file order
 * @param packs the packs whose rows are among them
 * @param holidays the rows of every table {@code holidays}, those of packs first
 * @param provenance what policy rows, holidays and deadlines say of where they come from
 * @param places where each row stands, by its name as in reasons: {@code caps#sms-week}; a catalogue row's name is
 *     {@code catalogue#} and its treatment, a dictionary entry's {@code attributes#} and its name
 */
public record ParsedRuleset(
        RulesetSettings settings,
        Dictionary dictionary,
        Catalogue catalogue,
        Map<Selector.Dimension, Set<String>> names,
        List<EligibilityRow> eligibility,
        List<ScoringRow> scoring,
        List<PolicyRule> policy,
        List<BudgetRule> budgets,
        List<Pack> packs,
        List<HolidayRow> holidays,
        Map<RuleInfo, Provenance> provenance,
        SortedMap<String, RowPlace> places) {
    public ParsedRuleset {
        names = Map.copyOf(names);
        eligibility = List.copyOf(eligibility);
        scoring = List.copyOf(scoring);
        policy = List.copyOf(policy);
        budgets = List.copyOf(budgets);
        packs = List.copyOf(packs);
        holidays = List.copyOf(holidays);
        provenance = Map.copyOf(provenance);
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }
}

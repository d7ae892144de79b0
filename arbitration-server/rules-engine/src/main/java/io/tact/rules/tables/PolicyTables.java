package io.tact.rules.tables;

import io.tact.policy.BudgetRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.port.HolidaySource;
import io.tact.ruleset.Deadline;
import io.tact.ruleset.Pack;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the policy tables of a ruleset and of its packs. Packs come first: what is theirs cannot be taken by the ruleset's
 * own rows.
 */
final class PolicyTables {
    private final TableFiles files;
    private final Map<String, RowPlace> places;
    private final List<Problem> problems;
    private final Calendars calendars;
    private final RuleIds ids = new RuleIds();
    private final Timetables timetables = new Timetables();
    private final Map<Part, List<PolicyRule>> rules = new LinkedHashMap<>();
    private final List<Pack> packs = new ArrayList<>();
    private final Map<RuleInfo, Provenance> provenance = new HashMap<>();
    private final List<BudgetRule> budgets = new ArrayList<>();

    /**
     * @param places gets where each row stands
     * @param problems gets every error and warning
     */
    PolicyTables(TableFiles files, HolidaySource holidays, Map<String, RowPlace> places, List<Problem> problems) {
        this.files = files;
        this.calendars = new Calendars(holidays, provenance);
        this.places = places;
        this.problems = problems;
    }

    /**
     * Reads every table of every part.
     *
     * @param names what the catalogue gives a name; packs are not written for one catalogue
     * @param conditions the attributes that rows of the ruleset itself may ask for
     */
    void read(RulesetHead head, Names names, ConditionReader conditions) {
        List<Part> parts = new ArrayList<>(head.packs());
        parts.add(head.own());
        parts.forEach(part -> calendars.read(open(part, TableSchema.HOLIDAYS)));
        Map<Part, PolicyRows> rows = new LinkedHashMap<>();
        for (Part part : parts) {
            List<PolicyRule> read = new ArrayList<>();
            rules.put(part, read);
            PolicyRows policy = new PolicyRows(part, part.isPack() ? Names.ANY : names, ids, places, provenance, read);
            rows.put(part, policy);
            CapsTable.read(open(part, TableSchema.CAPS), policy);
            new HoursTable(policy, calendars, timetables).read(open(part, TableSchema.HOURS));
            CooloffsTable.read(open(part, TableSchema.COOLOFFS), policy);
            ConsentTable.read(open(part, TableSchema.CONSENT), policy);
            new ExclusionsTable(policy, conditions).read(open(part, TableSchema.EXCLUSIONS));
        }
        Part own = head.own();
        PolicyRows ownRows = rows.get(own);
        if (ownRows != null) {
            BudgetsTable.read(
                    open(own, TableSchema.BUDGETS), ownRows, head.settings().zone(), places, budgets);
        }
        rows.forEach((part, policy) -> {
            new ExemptionsTable(policy, timetables).read(open(part, TableSchema.EXEMPTIONS));
            if (part.pack() != null) {
                List<Deadline> deadlines = new ArrayList<>();
                DeadlinesTable.read(open(part, TableSchema.DEADLINES), policy, deadlines);
                packs.add(part.pack().with(deadlines));
            }
        });
        calendars.check();
    }

    private Table open(Part part, TableSchema schema) {
        return Table.open(part, schema, files, title -> false, problems);
    }

    /** The rows that were read: the ruleset's own, and then those of each pack. */
    List<PolicyRule> rules() {
        List<Part> parts = new ArrayList<>(rules.keySet());
        List<PolicyRule> all = new ArrayList<>(rules.get(parts.get(parts.size() - 1)));
        parts.subList(0, parts.size() - 1).forEach(part -> all.addAll(rules.get(part)));
        return all;
    }

    /** The changes to calendars of holidays that were read. */
    List<HolidayRow> holidays() {
        return calendars.rows();
    }

    /** What the rows say of where they come from. */
    Map<RuleInfo, Provenance> provenance() {
        return provenance;
    }

    /** The ruleset's budgets across subscribers. */
    List<BudgetRule> budgets() {
        return List.copyOf(budgets);
    }

    /** What the packs say of themselves. */
    List<Pack> packs() {
        return List.copyOf(packs);
    }
}

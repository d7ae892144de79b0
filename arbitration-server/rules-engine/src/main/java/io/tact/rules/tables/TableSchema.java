package io.tact.rules.tables;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What columns a table has.
 *
 * @param name the table
 * @param columns its own columns, and those that every table has
 * @param required the columns that must be there and have no empty cell
 * @param conditional whether other columns are conditions on attributes
 */
public record TableSchema(String name, List<String> columns, Set<String> required, boolean conditional) {
    private static final String SAID = "binding citation verified source note";
    private static final String EVERYWHERE = "effective_from effective_to " + SAID;
    private static final String POLICY = "jurisdiction direction " + EVERYWHERE;
    private static final String SCOPE = "channel purpose category subject sender sender_class campaign offer";

    static final TableSchema ATTRIBUTES = of(
            "attributes", "name scope type unit allowed description " + SAID, Set.of("name", "scope", "type"), false);
    static final TableSchema CATALOGUE = of(
            "catalogue",
            "campaign owner offer treatment channel direction purpose category subject sender sender_class starts ends "
                    + "priority value contact_cost incentive_cost prior lever control_share not_after content " + SAID,
            Set.of("campaign", "offer", "treatment", "channel"),
            false);
    static final TableSchema ELIGIBILITY =
            of("eligibility", "id campaign offer treatment " + EVERYWHERE, Set.of("id"), true);
    static final TableSchema SCORING =
            of("scoring", "id campaign offer channel propensity context value lever " + EVERYWHERE, Set.of("id"), true);
    static final TableSchema CAPS = of(
            "caps",
            "id level " + SCOPE + " window length zone_basis max counts key mode " + POLICY,
            Set.of("id", "window", "length"),
            false);
    static final TableSchema HOURS = of(
            "hours",
            "id " + SCOPE + " days open close open2 close2 kind zone_basis calendar lifted_by " + POLICY,
            Set.of("id"),
            false);
    static final TableSchema HOLIDAYS =
            of("holidays", "id calendar region date name kind " + SAID, Set.of("id", "calendar", "date"), false);
    static final TableSchema COOLOFFS = of(
            "cooloffs",
            "id " + SCOPE + " outcomes trigger_channel times within applies_to length start " + POLICY,
            Set.of("id", "outcomes", "length"),
            false);
    static final TableSchema CONSENT = of(
            "consent",
            "id " + SCOPE + " model valid_for special soft_for list list_max_age list_lifted_by " + POLICY,
            Set.of("id", "model"),
            false);
    static final TableSchema EXCLUSIONS =
            of("exclusions", "id kind a b within when " + POLICY, Set.of("id", "kind", "a"), false);
    static final TableSchema EXEMPTIONS = of(
            "exemptions",
            "id " + SCOPE + " relation valid_for lifts counts_toward_caps " + POLICY,
            Set.of("id"),
            false);
    static final TableSchema BUDGETS = of(
            "budgets",
            "id " + SCOPE + " direction period zone max " + EVERYWHERE,
            Set.of("id", "period", "max"),
            false);
    static final TableSchema DEADLINES = of(
            "deadlines",
            "id " + SCOPE + " days unit after confirmation " + POLICY,
            Set.of("id", "unit", "after"),
            false);

    static final TableSchema SCENARIOS = of(
            "scenarios",
            "name now subscriber history request message lists suspensions budgets expect then strict control selected "
                    + "must_mention do_not_mention note",
            Set.of("name", "now"),
            false);

    /** The tables that a ruleset may have. */
    public static final List<TableSchema> OF_RULESET = List.of(
            ATTRIBUTES,
            CATALOGUE,
            ELIGIBILITY,
            SCORING,
            CAPS,
            HOURS,
            HOLIDAYS,
            COOLOFFS,
            CONSENT,
            EXCLUSIONS,
            EXEMPTIONS,
            BUDGETS,
            SCENARIOS);

    /** The tables that a pack may have. */
    static final List<TableSchema> OF_PACK =
            List.of(CAPS, HOURS, HOLIDAYS, COOLOFFS, CONSENT, EXCLUSIONS, EXEMPTIONS, DEADLINES, SCENARIOS);

    /** All tables that there are. */
    static final List<TableSchema> ALL = Stream.concat(OF_RULESET.stream(), Stream.of(DEADLINES))
            .sorted(Comparator.comparing(TableSchema::name))
            .toList();

    /** The tables that a part may have. */
    static List<TableSchema> of(Part part) {
        return part.isPack() ? OF_PACK : OF_RULESET;
    }

    public TableSchema {
        columns = List.copyOf(columns);
        required = Set.copyOf(required);
    }

    private static TableSchema of(String name, String columns, Set<String> required, boolean conditional) {
        return new TableSchema(name, Arrays.asList(columns.split(" ")), required, conditional);
    }

    /** The columns of the table {@code scenarios}, in the order in which people read them. */
    public static List<String> scenarioColumns() {
        return SCENARIOS.columns();
    }

    /** The table's CSV file. */
    public String file() {
        return name + ".csv";
    }

    /** The same table in a pack, whose rows must say on what they rest, and hours on whose clock they are. */
    TableSchema inPack() {
        if (equals(SCENARIOS)) {
            return this;
        }
        Set<String> more = new HashSet<>(required);
        more.addAll(List.of("binding", "citation", "verified"));
        if (name.equals(HOURS.name())) {
            more.add("zone_basis");
        }
        return new TableSchema(name, columns, more, conditional);
    }
}

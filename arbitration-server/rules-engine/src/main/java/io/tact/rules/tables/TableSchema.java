package io.tact.rules.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What columns a table has.
 *
 * @param name the table
 * @param columns its own columns, and those that every table has
 * @param required the columns that must be there and have no empty cell
 * @param conditional whether other columns are conditions on attributes
 */
record TableSchema(String name, List<String> columns, Set<String> required, boolean conditional) {
    private static final String SAID = "binding citation verified note";
    private static final String EVERYWHERE = "effective_from effective_to " + SAID;
    private static final String POLICY = "jurisdiction direction " + EVERYWHERE;

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
            "id level channel sender sender_class purpose category campaign offer window length zone_basis max counts "
                    + "key mode " + POLICY,
            Set.of("id", "window", "length"),
            false);
    static final TableSchema HOURS = of(
            "hours",
            "id channel purpose category sender_class days open close open2 close2 kind zone_basis lifted_by " + POLICY,
            Set.of("id", "open", "close"),
            false);
    static final TableSchema CONSENT = of(
            "consent",
            "id channel purpose category sender_class model valid_for list list_max_age " + POLICY,
            Set.of("id", "model"),
            false);
    static final TableSchema EXCLUSIONS =
            of("exclusions", "id kind a b within when " + POLICY, Set.of("id", "kind", "a"), false);

    static final List<TableSchema> ALL =
            List.of(ATTRIBUTES, CATALOGUE, ELIGIBILITY, SCORING, CAPS, HOURS, CONSENT, EXCLUSIONS);

    private static TableSchema of(String name, String columns, Set<String> required, boolean conditional) {
        return new TableSchema(name, new ArrayList<>(Arrays.asList(columns.split(" "))), required, conditional);
    }

    String file() {
        return name + ".csv";
    }
}

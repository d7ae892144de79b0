package io.tact.rules.scenarios;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which parts of a ruleset at least one scenario hit. A policy row is hit if it is among the reasons of a candidate; an
 * eligibility or scoring row, if it matched; a treatment, if it was an eligible candidate; a DRL rule, if it gave a verdict.
 *
 * @param parts every row, treatment and rule, by table and then in file order
 */
public record Coverage(List<Part> parts) {
    /** Nothing to cover. */
    public static final Coverage NONE = new Coverage(List.of());

    public Coverage {
        parts = List.copyOf(parts);
    }

    /**
     * One row, treatment or rule.
     *
     * @param table its table, or {@code drl}
     * @param name its name as in reasons: {@code caps#sms-week}, {@code catalogue#topup-sms}, or a rule's name
     * @param place where it stands, such as {@code caps.csv!A7}; empty if that is not known
     * @param hit whether a scenario hit it
     */
    public record Part(String table, String name, String place, boolean hit) {}

    public List<Part> missed() {
        return parts.stream().filter(p -> !p.hit()).toList();
    }

    /** How much is covered, in one line: {@code coverage: caps 2/3, catalogue 12/12}. */
    public String summary() {
        if (parts.isEmpty()) {
            return "coverage: nothing to cover";
        }
        Map<String, List<Part>> byTable =
                parts.stream().collect(Collectors.groupingBy(Part::table, TreeMap::new, Collectors.toList()));
        return "coverage: "
                + byTable.entrySet().stream()
                        .map(e -> e.getKey() + " "
                                + e.getValue().stream().filter(Part::hit).count() + "/"
                                + e.getValue().size())
                        .collect(Collectors.joining(", "));
    }
}

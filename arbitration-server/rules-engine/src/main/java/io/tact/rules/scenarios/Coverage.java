package io.tact.rules.scenarios;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which parts of a ruleset at least one scenario hit. A policy row is hit if it is among the reasons of a candidate; an
 * eligibility or scoring row, if it matched; a treatment, if it was an eligible candidate; a DRL rule, if it gave a verdict; an
 * exemption, if a scenario would end otherwise without it.
 *
 * @param parts every row, treatment and rule of the ruleset itself, by table and then in file order
 * @param ofPacks the policy rows of each pack that it includes, by its name: packs have scenarios of their own too
 */
public record Coverage(List<Part> parts, SortedMap<String, List<Part>> ofPacks) {
    /** Nothing to cover. */
    public static final Coverage NONE = new Coverage(List.of(), new TreeMap<>());

    public Coverage {
        parts = List.copyOf(parts);
        SortedMap<String, List<Part>> copy = new TreeMap<>();
        ofPacks.forEach((pack, rows) -> copy.put(pack, List.copyOf(rows)));
        ofPacks = Collections.unmodifiableSortedMap(copy);
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

    /** What no scenario hits of the ruleset itself. */
    public List<Part> missed() {
        return parts.stream().filter(p -> !p.hit()).toList();
    }

    /** What no scenario hits of the packs. */
    public List<Part> missedOfPacks() {
        return ofPacks.values().stream()
                .flatMap(List::stream)
                .filter(p -> !p.hit())
                .toList();
    }

    /** How much is covered, in one line: {@code coverage: caps 2/3, catalogue 12/12; of packs: legal/fr 3/40}. */
    public String summary() {
        return own()
                + (ofPacks.isEmpty() ? "" : "; of packs: ")
                + ofPacks.entrySet().stream().map(Coverage::count).collect(Collectors.joining(", "));
    }

    private String own() {
        if (parts.isEmpty()) {
            return "coverage: nothing to cover";
        }
        Map<String, List<Part>> byTable =
                parts.stream().collect(Collectors.groupingBy(Part::table, TreeMap::new, Collectors.toList()));
        return "coverage: " + byTable.entrySet().stream().map(Coverage::count).collect(Collectors.joining(", "));
    }

    private static String count(Map.Entry<String, List<Part>> parts) {
        return parts.getKey() + " "
                + parts.getValue().stream().filter(Part::hit).count() + "/"
                + parts.getValue().size();
    }
}

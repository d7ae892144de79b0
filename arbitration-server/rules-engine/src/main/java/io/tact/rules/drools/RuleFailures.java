package io.tact.rules.drools;

import io.tact.port.CouldNotDecideException;
import io.tact.rules.drools.source.RuleSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.modelcompiler.constraints.ConstraintEvaluationException;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.ConsequenceException;

/** Says which rule made a decision fail, where it stands, and over what. Immutable. */
final class RuleFailures {
    private static final Pattern CONSTRAINT = Pattern.compile("constraint '(.*)' in \\[(.*)", Pattern.DOTALL);
    private static final String PAIRS = "Maybe the conditions pair too many facts";
    private static final int MOST_NAMED = 3;

    private final Map<String, String> places = new TreeMap<>();

    RuleFailures(Collection<RuleSource> rules) {
        for (RuleSource rule : rules) {
            places.put(rule.name(), rule.file().name() + " line " + rule.head().line());
        }
    }

    /**
     * What was thrown while rules were evaluated or fired.
     *
     * @param firing the rule whose actions were running; null if none was
     * @param suspects the rules of one of which the conditions were looked at, if none was firing
     */
    CouldNotDecideException failed(Throwable thrown, @Nullable String firing, List<String> suspects) {
        return new CouldNotDecideException(who(thrown, firing, suspects) + why(thrown), thrown);
    }

    private String who(Throwable thrown, @Nullable String firing, List<String> suspects) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ConstraintEvaluationException) {
                Matcher constraint = CONSTRAINT.matcher(String.valueOf(t.getMessage()));
                if (constraint.find()) {
                    String condition = constraint.group(1).replaceAll("\\s+", " ");
                    return shown(namedIn(constraint.group(2))) + ": the condition " + condition + " failed: ";
                }
            }
        }
        String acting = thrown instanceof ConsequenceException e ? e.getRule().getName() : firing;
        if (acting != null) {
            return shown(List.of(acting)) + ": an action failed: ";
        }
        return (suspects.size() > 1 ? "one of the " : "") + shown(suspects) + ": a condition failed: ";
    }

    private List<String> namedIn(String text) {
        return places.keySet().stream()
                .filter(name -> text.contains("\"" + name + "\""))
                .toList();
    }

    private static String why(Throwable thrown) {
        Throwable root = PlainWords.rootOf(thrown);
        return PlainWords.of(root)
                + (root instanceof NullPointerException ? ". Maybe ask isSet(\"…\"), or … != null, before it" : "");
    }

    /**
     * Rules that fired until the limit.
     *
     * @param limit how many firings there were
     * @param recent how often each rule fired lately
     */
    CouldNotDecideException endless(int limit, Map<String, Integer> recent) {
        List<String> fired = recent.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return new CouldNotDecideException(shown(fired) + (fired.size() > 1 ? " fire" : " fires")
                + " again and again, until the limit of " + limit + " firings in one decision. " + PAIRS);
    }

    /**
     * A rule that pairs facts with each other.
     *
     * @param slots how many facts there are to be paired
     * @param limit how many combinations there may be
     */
    CouldNotDecideException tooMany(String rule, int slots, int limit) {
        return new CouldNotDecideException(shown(List.of(rule)) + ": " + slots
                + " messages may be sent, and pairing them with each other would make more than " + limit
                + " combinations. " + PAIRS);
    }

    /**
     * Rules that look at each slot alone.
     *
     * @param rules how many, alternatives counted
     * @param slots how many there are
     * @param limit how many may be looked at, by all rules together
     */
    CouldNotDecideException tooMany(int rules, int slots, int limit) {
        return new CouldNotDecideException(slots + " messages may be sent, and " + rules
                + " rules, with their alternatives, would look at each: more than " + limit
                + " in all. Maybe write rules that differ only in figures as rows of a table");
    }

    private String shown(List<String> names) {
        if (names.isEmpty()) {
            return "a rule";
        }
        return names.stream()
                .limit(MOST_NAMED)
                .map(this::shown)
                .collect(Collectors.joining(" and ", names.size() > 1 ? "rules " : "rule ", ""));
    }

    private String shown(String name) {
        String place = places.get(name);
        return "\"" + name + "\"" + (place == null ? "" : " (" + place + ")");
    }
}

package io.tact.rules.drools;

import io.tact.facts.Factor;
import io.tact.model.Dictionary;
import io.tact.model.Selector;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.FactorSource;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ScoringRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints the DRL that tables are equal to: compiled by Drools and run on the facts Request, Profile, every Slot and a
 * {@link Policy} for every zone in which the subscriber may be, it writes into {@link TableVerdicts} what the index and
 * contact policy decide. Rows become one rule each, named as in reasons; rows of allowed hours become one rule for their
 * timetable, because they unite. The conditions, scopes, dates and jurisdictions are DRL; the arithmetic of windows, clocks
 * and consents is that of the server.
 */
public final class DrlPrinter {
    private static final String HEAD =
            """
            package tact.tables;

            import io.tact.facts.*;
            import io.tact.model.*;
            import io.tact.rules.drools.Exempt;
            import io.tact.rules.drools.Policy;
            import static io.tact.facts.Select.*;
            import static io.tact.facts.Times.*;
            import static io.tact.rules.drools.Rows.*;

            global io.tact.rules.drools.TableVerdicts table;
            """;

    private final Dictionary dictionary;
    private final ConditionPrinter conditions;

    private DrlPrinter(Dictionary dictionary) {
        this.dictionary = dictionary;
        this.conditions = new ConditionPrinter(dictionary);
    }

    /** The tables of a ruleset as one DRL file. */
    public static String print(ParsedRuleset tables) {
        DrlPrinter printer = new DrlPrinter(tables.dictionary());
        List<String> texts = new ArrayList<>();
        texts.add(HEAD);
        printer.eligibility(tables.eligibility()).forEach(rule -> texts.add(rule.text()));
        printer.scoring(tables.scoring()).forEach(rule -> texts.add(rule.text()));
        texts.addAll(new PolicyPrinter(printer.conditions, tables.policy()).texts());
        return String.join("\n", texts);
    }

    private List<DrlRule> eligibility(List<EligibilityRow> rows) {
        List<DrlRule> rules = new ArrayList<>();
        Set<List<Selector>> targets = new LinkedHashSet<>();
        for (EligibilityRow row : rows) {
            List<Selector> target = target(
                    selector(Selector.Dimension.CAMPAIGN, row.campaign()),
                    selector(Selector.Dimension.OFFER, row.offer()),
                    selector(Selector.Dimension.TREATMENT, row.treatment()));
            String written = DrlText.selectors(target);
            if (targets.add(target)) {
                String name = "eligibility of "
                        + target.stream().map(Selector::toString).collect(Collectors.joining(" "));
                rules.add(new DrlRule(
                        target.isEmpty() ? "eligibility of all" : name,
                        0,
                        List.of(),
                        List.of("table.restrict(" + written + ");")));
            }
            rules.add(new DrlRule(
                    row.name(),
                    0,
                    conditions.patterns(row.conditions(), row.effectiveFrom(), row.effectiveTo()),
                    List.of("table.eligible(" + written + ");")));
        }
        return rules;
    }

    private List<DrlRule> scoring(List<ScoringRow> rows) {
        return rows.stream().map(this::scoring).toList();
    }

    /** The more specific row fires first: by offer, campaign and channel, then by the number of conditions. */
    private DrlRule scoring(ScoringRow row) {
        List<Selector> target = target(
                selector(Selector.Dimension.CAMPAIGN, row.campaign()),
                selector(Selector.Dimension.OFFER, row.offer()),
                selector(
                        Selector.Dimension.CHANNEL,
                        row.channel() == null ? null : row.channel().name()));
        int specific =
                (row.offer() == null ? 0 : 4) + (row.campaign() == null ? 0 : 2) + (row.channel() == null ? 0 : 1);
        List<String> patterns =
                new ArrayList<>(conditions.patterns(row.conditions(), row.effectiveFrom(), row.effectiveTo()));
        patterns.addAll(sources(row));
        List<String> actions = row.factors().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> factor(e.getKey(), e.getValue(), target))
                .toList();
        return new DrlRule(row.name(), 1000 * specific + row.conditions().size(), patterns, actions);
    }

    /** The facts whose attributes the row's factors are. */
    private List<String> sources(ScoringRow row) {
        return row.factors().values().stream()
                .filter(FactorSource.FromAttribute.class::isInstance)
                .map(s -> source(((FactorSource.FromAttribute) s).attribute()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(fact -> "$" + fact + "Values : " + (fact.equals("profile") ? "Profile()" : "Request()"))
                .toList();
    }

    private String source(int attribute) {
        return switch (dictionary.attributes().get(attribute).scope()) {
            case PROFILE -> "profile";
            case CONTEXT -> "request";
        };
    }

    private String factor(Factor factor, FactorSource source, List<Selector> target) {
        String value = source instanceof FactorSource.Literal literal
                ? ConditionPrinter.number(literal.value())
                : fromAttribute(((FactorSource.FromAttribute) source).attribute());
        String written = target.isEmpty() ? "" : ", " + DrlText.selectors(target);
        return "table.factor(Factor." + factor + ", " + value + written + ");";
    }

    private String fromAttribute(int attribute) {
        String name = dictionary.attributes().get(attribute).name();
        return "$" + source(attribute) + "Values.number(" + DrlText.quoted(name) + ")";
    }

    private static List<Selector> target(@Nullable Selector... selectors) {
        return Stream.of(selectors)
                .filter(s -> s != null)
                .map(s -> (Selector) s)
                .toList();
    }

    private static @Nullable Selector selector(Selector.Dimension dimension, @Nullable String value) {
        return value == null ? null : new Selector(dimension, value);
    }
}

package io.tact.rules.scenarios;

import io.tact.model.Treatment;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.rules.spreadsheets.DroolsSpreadsheet;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.RowPlace;
import io.tact.rules.tables.ScoringRow;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a ruleset is made of, as far as a scenario can hit it: its rows, treatments and DRL rules, and where each stands. */
final class RulesetParts {
    private static final String DRL = "drl";
    // Comments and texts are matched first, so that the word "rule" in one of them is none.
    private static final Pattern DRL_RULE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*"
                    + "|\\brule\\s+(?:\"([^\"]*)\"|'([^']*)'|([\\w-]+))"
                    + "|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'",
            Pattern.DOTALL);

    private final ParsedRuleset ruleset;
    private final List<Coverage.Part> parts = new ArrayList<>();
    private final SortedMap<String, List<Coverage.Part>> ofPacks = new TreeMap<>();

    private RulesetParts(ParsedRuleset ruleset) {
        this.ruleset = ruleset;
    }

    /**
     * @param spreadsheets the spreadsheets of rules, by file
     * @param exemptions the names of the exemptions of which it is known whether a scenario hits them
     */
    static RulesetParts of(
            ParsedRuleset ruleset,
            RulesetSource source,
            Map<String, DroolsSpreadsheet> spreadsheets,
            Set<String> exemptions) {
        RulesetParts all = new RulesetParts(ruleset);
        for (Treatment treatment : ruleset.catalogue().treatments()) {
            all.add("catalogue", treatment.id());
        }
        for (EligibilityRow row : ruleset.eligibility()) {
            all.add("eligibility", row.id());
        }
        for (ScoringRow row : ruleset.scoring()) {
            all.add("scoring", row.id());
        }
        Set<String> seen = new HashSet<>();
        for (PolicyRule rule : ruleset.policy()) {
            RuleInfo info = rule.info();
            boolean known = !(rule instanceof ExemptionRule) || exemptions.contains(info.name());
            if (known && !isSilent(rule) && seen.add(info.name())) {
                if (info.pack().equals(ruleset.settings().name())) {
                    all.add(info.table(), info.id());
                } else {
                    all.ofPacks
                            .computeIfAbsent(info.pack(), p -> new ArrayList<>())
                            .add(all.part(info.table(), info.id()));
                }
            }
        }
        ruleset.budgets().stream().map(budget -> budget.info().id()).distinct().forEach(id -> all.add("budgets", id));
        source.files().forEach((file, content) -> {
            if (file.endsWith(".drl")) {
                all.addRules(new String(content, StandardCharsets.UTF_8), line -> file + ":line " + line);
            }
        });
        spreadsheets.forEach((file, rows) -> all.addRules(rows.drl(), line -> placeOf(rows, file, line)));
        return all;
    }

    /** Whether a row only says that nothing is needed, which decides nothing. */
    private static boolean isSilent(PolicyRule rule) {
        return rule instanceof ConsentRule consent
                && consent.model() == ConsentRule.Model.NONE
                && consent.list() == null;
    }

    /** The rows of which the evaluator can say whether they matched. */
    List<String> matchable() {
        return parts.stream()
                .filter(p -> p.table().equals("eligibility") || p.table().equals("scoring"))
                .map(Coverage.Part::name)
                .toList();
    }

    /** @param exemptions the names of those that a scenario hits */
    Coverage coverage(HitRecorder recorder, Set<String> exemptions) {
        UnaryOperator<Coverage.Part> seen = p -> new Coverage.Part(
                p.table(),
                p.name(),
                p.place(),
                p.table().equals(DRL)
                        ? recorder.hasFired(p.name())
                        : recorder.hasHit(p.name()) || exemptions.contains(p.name()));
        SortedMap<String, List<Coverage.Part>> packs = new TreeMap<>();
        ofPacks.forEach((pack, rows) -> packs.put(pack, rows.stream().map(seen).toList()));
        return new Coverage(parts.stream().map(seen).toList(), packs);
    }

    private void add(String table, String id) {
        parts.add(part(table, id));
    }

    private Coverage.Part part(String table, String id) {
        String name = table + "#" + id;
        RowPlace place = ruleset.places().get(name);
        return new Coverage.Part(table, name, place == null ? "" : place.file() + "!A" + place.row(), false);
    }

    private static String placeOf(DroolsSpreadsheet rows, String file, int line) {
        return file + "!" + rows.placed(Problem.atLine(file, line, 1, "", "")).place();
    }

    /** @param place how people find a line of the text */
    private void addRules(String text, IntFunction<String> place) {
        Matcher matcher = DRL_RULE.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                String name = matcher.group(group);
                if (name != null) {
                    long before = text.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
                    parts.add(new Coverage.Part(DRL, name, place.apply((int) before + 1), false));
                }
            }
        }
    }
}

package io.tact.rules.scenarios;

import io.tact.model.Treatment;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.rules.spreadsheets.DroolsSpreadsheet;
import io.tact.rules.tables.EligibilityRow;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.RowPlace;
import io.tact.rules.tables.ScoringRow;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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

    private RulesetParts(ParsedRuleset ruleset) {
        this.ruleset = ruleset;
    }

    static RulesetParts of(ParsedRuleset ruleset, RulesetSource source) {
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
        ruleset.policy().stream()
                .filter(rule -> isHittable(rule, ruleset.settings().name()))
                .map(PolicyRule::info)
                .map(info -> List.of(info.table(), info.id()))
                .distinct()
                .forEach(row -> all.add(row.get(0), row.get(1)));
        ruleset.budgets().stream().map(budget -> budget.info().id()).distinct().forEach(id -> all.add("budgets", id));
        source.files().forEach((file, content) -> {
            if (file.endsWith(".drl")) {
                all.addRules(new String(content, StandardCharsets.UTF_8), line -> file + ":line " + line);
            } else if (DroolsSpreadsheet.isOne(file)) {
                DroolsSpreadsheet.read(file, content, new ArrayList<>())
                        .ifPresent(rows -> all.addRules(rows.drl(), line -> placeOf(rows, file, line)));
            }
        });
        return all;
    }

    /** Whether a row can be a reason, and is the ruleset's own: packs have scenarios of their own. */
    private static boolean isHittable(PolicyRule rule, String own) {
        boolean silent = rule instanceof ExemptionRule
                || (rule instanceof ConsentRule consent
                        && consent.model() == ConsentRule.Model.NONE
                        && consent.list() == null);
        return !silent && rule.info().pack().equals(own);
    }

    /** The rows of which the evaluator can say whether they matched. */
    List<String> matchable() {
        return parts.stream()
                .filter(p -> p.table().equals("eligibility") || p.table().equals("scoring"))
                .map(Coverage.Part::name)
                .toList();
    }

    Coverage coverage(HitRecorder recorder) {
        return new Coverage(parts.stream()
                .map(p -> new Coverage.Part(
                        p.table(),
                        p.name(),
                        p.place(),
                        p.table().equals(DRL) ? recorder.hasFired(p.name()) : recorder.hasHit(p.name())))
                .toList());
    }

    private void add(String table, String id) {
        String name = table + "#" + id;
        RowPlace place = ruleset.places().get(name);
        parts.add(new Coverage.Part(table, name, place == null ? "" : place.file() + "!A" + place.row(), false));
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

package io.tact.rules.scenarios;

import io.tact.model.Treatment;
import io.tact.policy.PolicyRule;
import io.tact.port.CompiledRuleset;
import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvRow;
import io.tact.rules.tables.CsvTable;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a ruleset is made of, as far as a scenario can hit it: its rows, treatments and DRL rules, and where each stands. */
final class RulesetParts {
    private static final String DRL = "drl";
    private static final Pattern DRL_RULE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\\brule\\s+(?:\"([^\"]*)\"|'([^']*)'|([\\w-]+))|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'",
            Pattern.DOTALL);

    private final RulesetSource source;
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final List<Coverage.Part> parts = new ArrayList<>();

    private RulesetParts(RulesetSource source) {
        this.source = source;
    }

    static RulesetParts of(CompiledRuleset compiled, RulesetSource source) {
        RulesetParts all = new RulesetParts(source);
        all.ids("eligibility", "id").forEach(name -> all.add("eligibility", name));
        all.ids("scoring", "id").forEach(name -> all.add("scoring", name));
        all.ids("catalogue", "treatment");
        for (Treatment treatment : compiled.ruleset().catalogue().treatments()) {
            all.add("catalogue", "catalogue#" + treatment.id());
        }
        for (PolicyRule rule : compiled.ruleset().policy().rules()) {
            String table = rule.info().table();
            all.ids(table, "id");
            all.add(table, rule.info().name());
        }
        source.files().forEach((file, content) -> {
            if (file.endsWith(".drl")) {
                all.drl(file, new String(content, StandardCharsets.UTF_8));
            }
        });
        return all;
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

    private void add(String table, String name) {
        parts.add(new Coverage.Part(table, name, places.getOrDefault(name, ""), false));
    }

    /** The names of a table's rows, as reasons call them, after noting where each stands. */
    private List<String> ids(String table, String title) {
        return names.computeIfAbsent(table, t -> readIds(t, title));
    }

    private List<String> readIds(String table, String title) {
        String file = table + ".csv";
        byte[] content = source.files().get(file);
        if (content == null) {
            return List.of();
        }
        CsvTable csv = Csv.read(file, content, new ArrayList<>());
        int column = csv.index(title);
        List<String> found = new ArrayList<>();
        for (CsvRow row : csv.rows()) {
            if (!row.cell(column).isEmpty()) {
                String name = table + "#" + row.cell(column);
                places.put(name, file + "!A" + row.number());
                found.add(name);
            }
        }
        return found;
    }

    private void drl(String file, String text) {
        Matcher matcher = DRL_RULE.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                String name = matcher.group(group);
                if (name != null) {
                    long line = text.substring(0, matcher.start()).lines().count();
                    parts.add(new Coverage.Part(DRL, name, file + ":line " + Math.max(line, 1), false));
                }
            }
        }
    }
}

package io.tact.rules;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Slot;
import io.tact.policy.PolicyBook;
import io.tact.port.CompiledRuleset;
import io.tact.port.HolidaySource;
import io.tact.port.RulesetCompiler;
import io.tact.port.RulesetEvaluator;
import io.tact.rules.drools.DrlRules;
import io.tact.rules.drools.Vocabulary;
import io.tact.rules.spreadsheets.DroolsSpreadsheet;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ReadRuleset;
import io.tact.rules.tables.RulesetParser;
import io.tact.rules.tables.TableIndex;
import io.tact.rules.tables.Utf8Text;
import io.tact.ruleset.Problem;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSource;
import io.tact.ruleset.RulesetVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiles rulesets whose tables are CSV files or sheets of a workbook, and whose other rules are DRL. Stateless; safe for any thread. */
public final class DefaultRulesetCompiler implements RulesetCompiler {
    private static final String DRL = ".drl";

    private final HolidaySource holidays;

    /** A compiler that knows no calendar of holidays but those that rulesets bring. */
    public DefaultRulesetCompiler() {
        this(HolidaySource.NONE);
    }

    /** @param holidays the calendars that hours may be kept by */
    public DefaultRulesetCompiler(HolidaySource holidays) {
        this.holidays = holidays;
    }

    @Override
    public Compilation compile(RulesetSource source) {
        List<Problem> problems = new ArrayList<>();
        return compile(source, begin(source, problems), problems);
    }

    /**
     * Reads the tables, while what compiles the rules starts.
     *
     * @param problems gets every error and warning
     * @return for {@link #compile(RulesetSource, ReadRuleset, List)}
     */
    public ReadRuleset begin(RulesetSource source, List<Problem> problems) {
        if (source.files().keySet().stream().anyMatch(file -> file.endsWith(DRL) || DroolsSpreadsheet.isOne(file))) {
            DrlRules.prepare();
        }
        BundleFiles.check(source.files().keySet(), problems);
        return read(source, problems);
    }

    /**
     * Compiles what was read.
     *
     * @param problems what reading told; gets all else
     */
    public Compilation compile(RulesetSource source, ReadRuleset read, List<Problem> problems) {
        return compile(source, read, spreadsheets(source, problems), problems);
    }

    /**
     * Compiles what was read.
     *
     * @param spreadsheets the {@linkplain #spreadsheets spreadsheets} of rules
     * @param problems what reading told; gets all else
     */
    public Compilation compile(
            RulesetSource source,
            ReadRuleset read,
            Map<String, DroolsSpreadsheet> spreadsheets,
            List<Problem> problems) {
        ParsedRuleset parsed = read.tables();
        RulesetVersion version = new RulesetVersion(parsed.settings().name(), read.hash());
        SortedMap<String, String> drl = drlFiles(source, problems);
        spreadsheets.forEach((file, spreadsheet) -> drl.put(file, spreadsheet.drl()));
        Optional<DrlRules> rules = drl.isEmpty() || lacksDictionary(parsed, problems)
                ? Optional.empty()
                : compile(Vocabulary.of(parsed), drl, spreadsheets, problems);
        if (problems.stream().anyMatch(Problem::isError) || (rules.isEmpty() && !drl.isEmpty())) {
            rules.ifPresent(DrlRules::close);
            return new Compilation(Optional.empty(), problems);
        }
        Ruleset ruleset = new Ruleset(
                version,
                parsed.settings(),
                parsed.dictionary(),
                parsed.catalogue(),
                new PolicyBook(parsed.policy()),
                parsed.packs(),
                parsed.budgets());
        RulesetEvaluator evaluator = new Evaluator(new TableIndex(parsed), rules.orElse(null));
        return new Compilation(Optional.of(new CompiledRuleset(ruleset, evaluator)), problems);
    }

    /** Whether no attribute is known because of an error, which is told: then every rule would seem wrong. */
    private static boolean lacksDictionary(ParsedRuleset parsed, List<Problem> problems) {
        return parsed.dictionary().size() == 0
                && problems.stream().anyMatch(p -> p.isError() && RulesetParser.isOf(RulesetParser.DICTIONARY, p));
    }

    /**
     * Reads the tables only, as printing them as DRL and the coverage of scenarios need them.
     *
     * @param problems gets every error and warning
     * @return what could be read; of use as a ruleset only if there was no error
     */
    public ParsedRuleset parse(RulesetSource source, List<Problem> problems) {
        return read(source, problems).tables();
    }

    private ReadRuleset read(RulesetSource source, List<Problem> problems) {
        return RulesetParser.read(source, holidays, problems);
    }

    private static SortedMap<String, String> drlFiles(RulesetSource source, List<Problem> problems) {
        SortedMap<String, String> drl = new TreeMap<>();
        source.files().forEach((file, content) -> {
            if (file.endsWith(DRL)) {
                Utf8Text.read(file, content, problems).ifPresent(text -> drl.put(file, text));
            }
        });
        return drl;
    }

    /**
     * Reads Drools' own spreadsheets.
     *
     * @param problems gets every error and warning
     * @return those that could be read, by file
     */
    public static Map<String, DroolsSpreadsheet> spreadsheets(RulesetSource source, List<Problem> problems) {
        Map<String, DroolsSpreadsheet> spreadsheets = new TreeMap<>();
        source.files().forEach((file, content) -> {
            if (DroolsSpreadsheet.isOne(file)) {
                DroolsSpreadsheet.read(file, content, problems).ifPresent(read -> spreadsheets.put(file, read));
            }
        });
        return spreadsheets;
    }

    /** Compiles rules, and places what is wrong with those of spreadsheets in their cells. */
    private static Optional<DrlRules> compile(
            Vocabulary vocabulary,
            SortedMap<String, String> drl,
            Map<String, DroolsSpreadsheet> spreadsheets,
            List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Optional<DrlRules> rules = DrlRules.compile(vocabulary, drl, found);
        for (Problem problem : found) {
            DroolsSpreadsheet spreadsheet = spreadsheets.get(problem.file());
            problems.add(spreadsheet == null ? problem : spreadsheet.placed(problem));
        }
        return rules;
    }

    private record Evaluator(TableIndex index, @Nullable DrlRules drl) implements RulesetEvaluator {
        @Override
        public TableHits tables(Facts facts) {
            return index.hits(facts);
        }

        @Override
        public List<Verdict> rules(Facts facts, TableHits hits, Collection<Slot> slots) {
            return drl == null ? List.of() : drl.verdicts(facts, hits, slots);
        }

        @Override
        public boolean runsAuthorCode() {
            return drl != null;
        }

        @Override
        public void close() {
            if (drl != null) {
                drl.close();
            }
        }
    }
}

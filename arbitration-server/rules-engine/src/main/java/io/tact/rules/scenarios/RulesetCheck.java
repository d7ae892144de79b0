package io.tact.rules.scenarios;

import io.tact.arbitration.Locator;
import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetCompiler;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.rules.checks.StaticChecks;
import io.tact.rules.spreadsheets.DroolsSpreadsheet;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ReadRuleset;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a ruleset as its authors do before it goes live: it compiles, and its scenarios pass. */
public final class RulesetCheck {
    private final DefaultRulesetCompiler compiler;
    private final Locator locator;

    /** A check that knows no calendar of holidays, no country and no number. */
    public RulesetCheck() {
        this(new DefaultRulesetCompiler(), Locator.WITHOUT_MAPS);
    }

    /** @param locator finds where subscribers of scenarios may be */
    public RulesetCheck(DefaultRulesetCompiler compiler, Locator locator) {
        this.compiler = compiler;
        this.locator = locator;
    }

    /** Checks a folder; one that cannot be read is a problem like any other. */
    public CheckReport check(Path folder) {
        try {
            return check(RulesetFolder.read(folder));
        } catch (IOException e) {
            Problem unreadable = Problem.inFile(fileOf(e, folder), reason(e), "");
            return new CheckReport(folder.toString(), List.of(unreadable), List.of(), Coverage.NONE, Optional.empty());
        }
    }

    private static String fileOf(IOException e, Path folder) {
        return e instanceof FileSystemException named && named.getFile() != null ? named.getFile() : folder.toString();
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    }

    /**
     * Compiles the files, runs the scenarios, and tells all that is wrong with them at once, and what looks wrong. Scenarios of a ruleset that does
     * not compile are read but not run.
     */
    public CheckReport check(RulesetSource source) {
        List<Problem> told = new ArrayList<>();
        ReadRuleset read = compiler.begin(source, told);
        Map<String, DroolsSpreadsheet> spreadsheets = DefaultRulesetCompiler.spreadsheets(source, told);
        RulesetCompiler.Compilation compilation = compiler.compile(source, read, spreadsheets, told);
        List<Problem> problems = new ArrayList<>(compilation.problems());
        ParsedRuleset parsed = read.tables();
        ScenarioTables tables = ScenarioTables.of(parsed, compilation.problems());
        List<Scenario> scenarios = ScenarioReader.readAll(tables, source, read.scenarios(), problems);
        CompiledRuleset compiled = compilation.ruleset().orElse(null);
        if (compiled == null) {
            return new CheckReport(source.folder(), problems, List.of(), Coverage.NONE, Optional.empty());
        }
        problems.addAll(StaticChecks.of(read));
        Set<String> exemptions = ExemptionHits.names(compiled.ruleset(), scenarios);
        RulesetParts parts = RulesetParts.of(parsed, source, spreadsheets, exemptions);
        HitRecorder recorder = new HitRecorder(compiled.evaluator(), parts.matchable());
        ScenarioRunner runner = new ScenarioRunner(compiled, recorder, locator);
        List<ScenarioResult> results = scenarios.stream().map(runner::run).toList();
        Coverage coverage = parts.coverage(recorder, ExemptionHits.of(compiled, locator, scenarios, exemptions));
        return new CheckReport(source.folder(), problems, results, coverage, Optional.of(compiled));
    }
}

package io.tact.server;

import io.tact.port.CompiledRuleset;
import io.tact.rules.RulesetFolder;
import io.tact.rules.scenarios.CheckReport;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles the ruleset that a node starts with, and runs its scenarios: what fails them is never activated. */
final class RulesetStart {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetStart.class);

    private RulesetStart() {}

    /** @throws StartupException if the folder cannot be read, holds errors, which it carries, or fails its own scenarios */
    static CompiledRuleset compile(Path folder) throws StartupException {
        CheckReport report = Geography.check().check(read(folder));
        List<Problem> errors =
                report.problems().stream().filter(Problem::isError).toList();
        if (!report.ok() || report.ruleset().isEmpty()) {
            String what = errors.isEmpty()
                    ? "fails " + report.failed() + " of its " + report.results().size() + " scenarios"
                    : "has " + errors.size() + (errors.size() == 1 ? " error" : " errors");
            throw new StartupException(
                    "the ruleset " + folder + " " + what + ". Maybe run: ./tact check " + folder, report.problems());
        }
        report.problems().forEach(warning -> LOG.warn("{}", warning));
        return report.ruleset().get();
    }

    private static RulesetSource read(Path folder) throws StartupException {
        try {
            return RulesetFolder.read(folder);
        } catch (IOException e) {
            throw new StartupException("the ruleset cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.tact.server;

import io.tact.port.CompiledRuleset;
import io.tact.rules.RulesetFolder;
import io.tact.rules.scenarios.CheckReport;
import io.tact.ruleset.Problem;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles the ruleset that a node starts with, and runs its scenarios: what fails them is never activated. */
final class RulesetStart {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetStart.class);

    /** How many rows a message names. */
    private static final int NAMED = 5;

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

    /** @throws StartupException if a row looks further back than contacts are remembered; the message names the rows */
    static void requireRemembered(Ruleset ruleset, Duration retention) throws StartupException {
        List<String> beyond = LongestWindows.beyond(ruleset.policy(), retention);
        if (!beyond.isEmpty()) {
            throw new StartupException("the ruleset " + ruleset.version().name() + " looks further back than the "
                    + retention.toDays() + " days of retention.contacts: "
                    + beyond.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (beyond.size() > NAMED ? " and " + (beyond.size() - NAMED) + " more" : "")
                    + ". Maybe a longer retention.contacts");
        }
    }

    private static RulesetSource read(Path folder) throws StartupException {
        try {
            return RulesetFolder.read(folder);
        } catch (IOException e) {
            throw new StartupException("the ruleset cannot be read: " + e.getMessage(), e);
        }
    }
}

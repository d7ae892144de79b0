package io.tact.server;

import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetCompiler;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compiles the ruleset that a node starts with. */
final class RulesetStart {
    private static final Logger LOG = LoggerFactory.getLogger(RulesetStart.class);

    private RulesetStart() {}

    /** @throws StartupException if the folder cannot be read, or holds errors, which it carries */
    static CompiledRuleset compile(Path folder) throws StartupException {
        RulesetCompiler.Compilation compilation = new DefaultRulesetCompiler().compile(read(folder));
        if (compilation.ruleset().isEmpty()) {
            List<Problem> errors =
                    compilation.problems().stream().filter(Problem::isError).toList();
            throw new StartupException(
                    "the ruleset " + folder + " has " + errors.size() + (errors.size() == 1 ? " error" : " errors")
                            + ". Maybe run: ./tact check " + folder,
                    compilation.problems());
        }
        compilation.problems().forEach(warning -> LOG.warn("{}", warning));
        return compilation.ruleset().get();
    }

    private static RulesetSource read(Path folder) throws StartupException {
        try {
            return RulesetFolder.read(folder);
        } catch (IOException e) {
            throw new StartupException("the ruleset cannot be read: " + e.getMessage(), e);
        }
    }
}

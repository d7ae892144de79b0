package io.tact.port;

import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.util.List;
import java.util.Optional;

/** Makes a ruleset out of its files, or says all that is wrong with them at once. */
public interface RulesetCompiler {

    /** Compiles a ruleset. Takes milliseconds for tables and seconds for DRL; not for an event loop. */
    Compilation compile(RulesetSource source);

    /**
     * What came of it.
     *
     * @param ruleset the ruleset; empty if there is any error
     * @param problems errors and warnings by place
     */
    record Compilation(Optional<CompiledRuleset> ruleset, List<Problem> problems) {
        public Compilation {
            problems = problems.stream().sorted(Problem.BY_PLACE).toList();
        }
    }
}

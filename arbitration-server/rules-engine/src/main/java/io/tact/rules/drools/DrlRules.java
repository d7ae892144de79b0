package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Dictionary;
import io.tact.model.Slot;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The DRL of one ruleset version, compiled. Safe for any thread. */
public final class DrlRules implements AutoCloseable {
    private DrlRules() {}

    /**
     * Compiles DRL files.
     *
     * @param files text by file name; not empty
     * @param problems gets every error, by file and line
     * @return empty if there was any error
     */
    public static Optional<DrlRules> compile(
            RulesetVersion version, Dictionary dictionary, SortedMap<String, String> files, List<Problem> problems) {
        throw new UnsupportedOperationException("to be written: " + version + dictionary + files + problems);
    }

    /**
     * What the rules say, by rule name.
     *
     * @throws io.tact.port.CouldNotDecideException if a rule failed or did not come to an end
     */
    public List<Verdict> verdicts(Facts facts, TableHits hits, Collection<Slot> slots) {
        throw new UnsupportedOperationException("to be written: " + facts + hits + slots);
    }

    @Override
    public void close() {}
}

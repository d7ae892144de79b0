package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The DRL of one ruleset version, compiled. Safe for any thread. */
public final class DrlRules implements AutoCloseable {
    private final KieModuleBuild module;
    private final SessionPool sessions;

    private DrlRules(KieModuleBuild module, SessionPool sessions) {
        this.module = module;
        this.sessions = sessions;
    }

    /**
     * Compiles DRL files. Takes seconds in a cold JVM; not for an event loop.
     *
     * @param vocabulary what the rules may name
     * @param files text by file name; not empty
     * @param problems gets every error, by file and line
     * @return empty if there was any error
     */
    public static Optional<DrlRules> compile(
            RulesetVersion version, Vocabulary vocabulary, SortedMap<String, String> files, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Vetting vetting = new Vetting(vocabulary, found);
        files.forEach((name, text) -> vetting.look(DrlFile.of(name, text)));
        Optional<KieModuleBuild> module = build(version, vetting.fit(), found);
        problems.addAll(found);
        if (found.stream().noneMatch(Problem::isError)) {
            return module.map(m -> new DrlRules(m, new SessionPool(m.kieBase(), new RuleFailures(vetting.fit()))));
        }
        module.ifPresent(KieModuleBuild::close);
        return Optional.empty();
    }

    private static Optional<KieModuleBuild> build(
            RulesetVersion version, List<RuleSource> rules, List<Problem> problems) {
        if (rules.isEmpty() && problems.stream().anyMatch(Problem::isError)) {
            return Optional.empty();
        }
        KieModuleBuild module = KieModuleBuild.of(version, rules);
        if (module.errors().isEmpty()) {
            return Optional.of(module);
        }
        problems.addAll(BuildErrors.of(version, rules, module.errors()));
        return Optional.empty();
    }

    /**
     * What the rules say, by rule name.
     *
     * @throws CouldNotDecideException if a rule failed or the rules did not come to an end
     * @throws IllegalStateException if the rules were closed
     */
    public List<Verdict> verdicts(Facts facts, TableHits hits, Collection<Slot> slots) {
        return sessions.verdicts(facts, hits, slots);
    }

    /** The loader of the classes that were generated; gone after {@link #close}. */
    ClassLoader classLoader() {
        return module.classLoader();
    }

    /** Frees all that Drools holds for these rules. No call may be running. */
    @Override
    public void close() {
        sessions.close();
        module.close();
    }
}

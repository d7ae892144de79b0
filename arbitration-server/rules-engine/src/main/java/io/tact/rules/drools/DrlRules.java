package io.tact.rules.drools;

import io.tact.facts.Facts;
import io.tact.facts.TableHits;
import io.tact.facts.Verdict;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import io.tact.rules.drools.build.BuildFailedException;
import io.tact.rules.drools.build.BuildProcess;
import io.tact.rules.drools.cage.Breach;
import io.tact.rules.drools.cage.Cage;
import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.RuleSource;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The DRL of one ruleset version, compiled and caged. Safe for any thread. */
public final class DrlRules implements AutoCloseable {
    private final ClassLoader classLoader;

    /** Null if there is no rule. */
    private final @Nullable SessionPool sessions;

    private DrlRules(ClassLoader classLoader, @Nullable SessionPool sessions) {
        this.classLoader = classLoader;
        this.sessions = sessions;
    }

    /** Starts what compiles rules, and does not wait for it: compiling soon after takes less time. */
    public static void prepare() {
        try {
            BuildProcess.shared().prepare();
        } catch (BuildFailedException e) {
            // Compiling says so, with its place.
            return;
        }
    }

    /**
     * Compiles DRL files. Takes seconds where the compiler is cold; not for an event loop.
     *
     * @param vocabulary what the rules may name
     * @param files text by file name
     * @param problems gets every error, by file and line
     * @return empty if there was any error
     */
    public static Optional<DrlRules> compile(
            Vocabulary vocabulary, SortedMap<String, String> files, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        Vetting vetting = new Vetting(vocabulary, found);
        files.forEach((name, text) -> vetting.look(DrlFile.of(name, text)));
        if (vetting.fit().isEmpty()) {
            problems.addAll(found);
            return found.stream().anyMatch(Problem::isError)
                    ? Optional.empty()
                    : Optional.of(new DrlRules(DrlRules.class.getClassLoader(), null));
        }
        Cage.Inmates built = build(vetting.fit(), found);
        problems.addAll(found);
        if (built == null || found.stream().anyMatch(Problem::isError)) {
            return Optional.empty();
        }
        int treatments = vocabulary.of(Selector.Dimension.TREATMENT).size();
        Joins joins = new Joins(vetting.shapes());
        SessionPool sessions = new SessionPool(built.kieBase(), treatments, joins, new RuleFailures(vetting.fit()));
        return Optional.of(new DrlRules(built.classLoader(), sessions));
    }

    private static Cage.@Nullable Inmates build(List<RuleSource> rules, List<Problem> problems) {
        try {
            CagedBuild build = CagedBuild.of(rules);
            if (!build.errors().isEmpty()) {
                problems.addAll(BuildErrors.of(rules, build.errors()));
            }
            build.breaches().forEach(breach -> problems.add(problem(breach, rules)));
            return build.inmates();
        } catch (BuildFailedException e) {
            RuleSource first = rules.get(0);
            problems.add(first.file().problem(first.head(), e.what(), e.advice()));
            return null;
        }
    }

    private static Problem problem(Breach breach, List<RuleSource> rules) {
        RuleSource place = rules.stream()
                .filter(rule -> rule.name().equals(breach.rule()))
                .findFirst()
                .orElse(rules.get(0));
        return place.file()
                .problem(
                        place.head(),
                        "rule \"" + place.name() + "\" is compiled to " + breach.what() + ", which no rule may have",
                        "Write it with facts, verdicts, texts, numbers and dates only");
    }

    /**
     * What the rules say, by rule name.
     *
     * @throws CouldNotDecideException if a rule failed, or the rules did not come to an end or would do more than they may
     * @throws IllegalStateException if the rules were closed
     */
    public List<Verdict> verdicts(Facts facts, TableHits hits, Collection<Slot> slots) {
        return sessions == null ? List.of() : sessions.verdicts(facts, hits, slots);
    }

    /** The loader of the classes that were generated. */
    ClassLoader classLoader() {
        return classLoader;
    }

    /** Frees all that Drools holds for these rules. No call may be running. */
    @Override
    public void close() {
        if (sessions != null) {
            sessions.close();
        }
    }
}

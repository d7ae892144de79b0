package io.tact.rules.drools;

import io.tact.rules.drools.build.BuildFailedException;
import io.tact.rules.drools.source.RuleSource;
import io.tact.ruleset.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the errors of rules that do not build together. Drools stops at the first kind of error, and often says neither
 * the line nor the rule; so the rules are built in halves until each failing one stands alone. Others wait for the compiler
 * meanwhile, so there is an end to it: then it says of the rest only where it begins.
 */
final class BuildErrors {
    /** The most builds; enough for each of some twenty wrong rules among hundreds. */
    private static final int MOST = 120;

    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final Set<Problem> found = new LinkedHashSet<>();
    private final long start = System.nanoTime();
    private int builds;

    private final int most;

    private BuildErrors(int most) {
        this.most = most;
    }

    /** @param failed rules that were built together in vain; at least one */
    static List<Problem> of(List<RuleSource> failed, List<String> messages) {
        return of(failed, messages, MOST);
    }

    /** @param most how many builds there may be */
    static List<Problem> of(List<RuleSource> failed, List<String> messages, int most) {
        BuildErrors errors = new BuildErrors(most);
        errors.narrow(failed, messages);
        return new ArrayList<>(errors.found);
    }

    private void narrow(List<RuleSource> failed, List<String> messages) {
        if (failed.size() == 1) {
            found.addAll(new MessageReader(failed.get(0)).problems(messages));
            return;
        }
        if (isEnough()) {
            found.add(rest(failed));
            return;
        }
        int before = found.size();
        int half = failed.size() / 2;
        narrowPart(failed.subList(0, half));
        narrowPart(failed.subList(half, failed.size()));
        if (found.size() == before) {
            // Each builds alone: they do not go together.
            found.addAll(new MessageReader(failed.get(0)).problems(messages));
        }
    }

    private void narrowPart(List<RuleSource> part) {
        builds++;
        try {
            CagedBuild build = CagedBuild.of(part);
            if (!build.errors().isEmpty()) {
                narrow(part, build.errors());
            }
        } catch (BuildFailedException e) {
            RuleSource first = part.get(0);
            found.add(first.file().problem(first.head(), e.what(), e.advice()));
        }
    }

    private boolean isEnough() {
        return builds >= most || System.nanoTime() - start > LONGEST.toNanos();
    }

    private static Problem rest(List<RuleSource> failed) {
        RuleSource first = failed.get(0);
        return first.file()
                .problem(
                        first.head(),
                        "at least one of the " + failed.size() + " rules from here on cannot be built either",
                        "Correct the errors that are told first");
    }
}

package io.tact.rules.drools;

import io.tact.rules.drools.source.RuleSource;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds every error of rules that do not build together. Drools stops at the first kind of error, and often says neither
 * the line nor the rule; so the rules are built in halves until each failing one stands alone.
 */
final class BuildErrors {
    private final Set<Problem> found = new LinkedHashSet<>();

    private BuildErrors() {}

    /** @param failed rules that were built together in vain */
    static List<Problem> of(List<RuleSource> failed, List<String> messages) {
        BuildErrors errors = new BuildErrors();
        errors.narrow(failed, messages);
        return new ArrayList<>(errors.found);
    }

    private void narrow(List<RuleSource> failed, List<String> messages) {
        if (failed.size() == 1) {
            found.addAll(new MessageReader(failed.get(0)).problems(messages));
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
        CagedBuild build = CagedBuild.of(part);
        if (!build.errors().isEmpty()) {
            narrow(part, build.errors());
        }
    }
}

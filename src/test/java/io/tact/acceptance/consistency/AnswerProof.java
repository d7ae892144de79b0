package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every answer is one that the contract has for its request; the same key has the same answer, byte for byte, on every node
 * at any time, and in the end each has one; a dry run reserves nothing.
 */
final class AnswerProof {
    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.attempts().forEach(a -> expected(a, found));
        sameAnswers(evidence, found);
        evidence.attempts(Intent.Kind.DRY_RUN).stream().filter(Attempt::isOk).forEach(a -> {
            Told told = Told.of(a);
            if (told.recorded()
                    || told.selected().stream().anyMatch(s -> !s.reservation().isEmpty())) {
                found.add(violation(Violation.Promise.ANSWER, a, "a dry run reserved: " + a.body()));
            }
        });
        return found;
    }

    private static void expected(Attempt attempt, List<Violation> found) {
        int wanted = attempt.is(Intent.Kind.REUSE_KEY) ? 422 : 200;
        boolean taken = !attempt.is(Intent.Kind.OUTCOME)
                || attempt.body().contains("RECORDED")
                || attempt.body().contains("DUPLICATE");
        if (!attempt.isRefused() && (attempt.status() != wanted || !taken)) {
            found.add(violation(
                    Violation.Promise.ANSWER,
                    attempt,
                    "node " + attempt.node() + " answered " + attempt.status() + ": " + attempt.body()));
        }
    }

    private static void sameAnswers(Evidence evidence, List<Violation> found) {
        Map<String, Attempt> first = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        List<Attempt> asked = evidence.attempts(Intent.Kind.DECIDE).stream()
                .filter(a -> a.intent().hasKey())
                .toList();
        for (Attempt attempt : asked) {
            String key = attempt.intent().key();
            if (!attempt.isOk()) {
                continue;
            }
            Attempt before = first.putIfAbsent(key, attempt);
            if (before != null && !before.body().equals(attempt.body())) {
                found.add(violation(
                        Violation.Promise.SAME_ANSWER,
                        attempt,
                        "node " + before.node() + " said " + before.body() + " and node " + attempt.node() + " said "
                                + attempt.body()));
            }
            String other = keys.putIfAbsent(Told.of(attempt).decision(), key);
            if (other != null && !other.equals(key)) {
                found.add(violation(Violation.Promise.SAME_ANSWER, attempt, "is the answer of key " + other + " too"));
            }
        }
        asked.stream()
                .filter(a -> !first.containsKey(a.intent().key()))
                .filter(a -> first.put(a.intent().key(), a) == null)
                .forEach(a -> found.add(violation(Violation.Promise.SAME_ANSWER, a, "never had an answer")));
    }

    private static Violation violation(Violation.Promise promise, Attempt attempt, String figures) {
        Intent intent = attempt.intent();
        String what = intent.hasKey() ? "key " + intent.key() : intent.kind() + " " + intent.about();
        return new Violation(promise, intent.subscriber(), what.strip(), figures);
    }
}

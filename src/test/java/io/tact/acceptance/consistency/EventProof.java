package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The feed tells of every reservation that ran out without a word, and of none twice. */
final class EventProof {
    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        Map<String, Long> told = evidence.last().expired().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (FinalState.Contact contact : evidence.last().contacts()) {
            long times = told.getOrDefault(contact.reservation(), 0L);
            if (times > 1) {
                found.add(violation(contact, "is told to have run out " + times + " times"));
            } else if (times == 0 && contact.hasRunOut()) {
                found.add(violation(contact, "ran out, and nobody is told"));
            }
        }
        return found;
    }

    private static Violation violation(FinalState.Contact contact, String figures) {
        return new Violation(Violation.Promise.TOLD, contact.subscriber(), contact.reservation(), figures);
    }
}

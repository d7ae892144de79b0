package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.List;

/**
 * The commits of an account follow each other: every decision with contacts names the version it was made on, no two
 * decisions have the same one, and the recorded instants do not go back from one to the next.
 */
final class OrderProof {
    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        evidence.grouped(evidence::account).values().forEach(contacts -> {
            for (int i = 0; i < contacts.size(); i++) {
                FinalState.Contact one = contacts.get(i);
                if (evidence.last().version(one) < 0) {
                    found.add(violation(one, "the version it was made on is not known"));
                } else if (i > 0) {
                    compare(contacts.get(i - 1), one, evidence.last(), found);
                }
            }
        });
        return found;
    }

    private static void compare(
            FinalState.Contact before, FinalState.Contact after, FinalState last, List<Violation> found) {
        boolean sameDecision = before.decision().equals(after.decision());
        if (!sameDecision && last.version(before) == last.version(after)) {
            found.add(
                    violation(after, "made on version " + last.version(after) + ", as " + before.decision() + " was"));
        }
        if (after.at().isBefore(before.at())) {
            found.add(violation(
                    after,
                    "made at " + after.at() + " on version " + last.version(after) + ", after " + before.at()
                            + " on version " + last.version(before)));
        }
    }

    private static Violation violation(FinalState.Contact contact, String figures) {
        return new Violation(Violation.Promise.ORDER, contact.subscriber(), contact.decision(), figures);
    }
}

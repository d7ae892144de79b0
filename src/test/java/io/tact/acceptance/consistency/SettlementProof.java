package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What was told of a reservation and acknowledged is reflected in the end, each outcome once; and nothing is reflected that
 * nobody told.
 */
final class SettlementProof {
    private static final Set<String> OPEN = Set.of("RESERVED", "UNKNOWN");

    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        for (FinalState.Contact contact : evidence.last().contacts()) {
            List<Attempt> said = evidence.about(contact.reservation());
            state(contact, said, found);
            outcomes(contact, said, found);
        }
        return found;
    }

    private static void state(FinalState.Contact contact, List<Attempt> said, List<Violation> found) {
        String state = contact.state();
        if (any(said, Intent.Kind.RELEASE, true) && !state.equals("RELEASED")) {
            found.add(violation(contact, "its release was acknowledged"));
        }
        if (state.equals("RELEASED") && !any(said, Intent.Kind.RELEASE, false)) {
            found.add(violation(contact, "nobody released it"));
        }
        boolean told = any(said, Intent.Kind.CONFIRM, true) || any(said, Intent.Kind.OUTCOME, true);
        if (told && (OPEN.contains(state) || state.equals("RELEASED"))) {
            found.add(violation(contact, "that it was sent was acknowledged"));
        }
        boolean sent = any(said, Intent.Kind.CONFIRM, false) || any(said, Intent.Kind.OUTCOME, false);
        if (!OPEN.contains(state) && !state.equals("RELEASED") && !sent) {
            found.add(violation(contact, "nobody said that it was sent"));
        }
        for (String type : List.of("FAILED", "DELIVERED")) {
            boolean is = contact.outcomes().stream().anyMatch(o -> o.type().equals(type));
            if (state.equals(type) != is) {
                found.add(violation(contact, "its outcomes are " + contact.outcomes()));
            }
        }
    }

    private static void outcomes(FinalState.Contact contact, List<Attempt> said, List<Violation> found) {
        for (Attempt attempt : said) {
            String id = attempt.intent().outcomeId();
            long there =
                    contact.outcomes().stream().filter(o -> o.id().equals(id)).count();
            if (attempt.is(Intent.Kind.OUTCOME) && attempt.isOk() && there != 1) {
                found.add(violation(contact, "outcome " + id + " was acknowledged and is there " + there + " times"));
            }
        }
        for (FinalState.Outcome outcome : contact.outcomes()) {
            boolean told = said.stream().anyMatch(a -> a.intent().outcomeId().equals(outcome.id()));
            if (!told) {
                found.add(violation(contact, "nobody told of outcome " + outcome));
            }
        }
    }

    private static boolean any(List<Attempt> said, Intent.Kind kind, boolean acknowledged) {
        return said.stream().anyMatch(a -> a.is(kind) && (!acknowledged || a.isOk()));
    }

    private static Violation violation(FinalState.Contact contact, String figures) {
        return new Violation(
                Violation.Promise.SETTLED,
                contact.subscriber(),
                contact.reservation(),
                "is " + contact.state() + ", and " + figures);
    }
}

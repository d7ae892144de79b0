package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * No budget is overdrawn, neither in the end nor on the way. What was certainly granted before a contact was asked for, and was not
 * asked back before that one was acknowledged, was drawn together with it, whichever accounts and nodes they were of.
 */
final class BudgetProof {
    private final List<Budget> budgets;
    private final Map<String, Integer> drawn = new TreeMap<>();

    BudgetProof(List<Budget> budgets) {
        this.budgets = budgets;
    }

    /** By rule, how much was drawn in the end: a budget that nobody drew on proves nothing. */
    Map<String, Integer> drawn() {
        return Map.copyOf(drawn);
    }

    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        for (Budget budget : budgets) {
            List<FinalState.Contact> contacts =
                    evidence.last().contacts().stream().filter(budget::isAbout).toList();
            int kept = (int) contacts.stream()
                    .filter(contact -> !contact.state().equals("RELEASED"))
                    .count();
            drawn.put(budget.rule(), kept);
            if (kept > budget.max()) {
                found.add(new Violation(
                        Violation.Promise.BUDGET, "", budget.rule(), kept + " of " + budget.max() + " in the end"));
            }
            contacts.forEach(last -> onTheWay(budget, contacts, last, evidence, found));
        }
        return found;
    }

    private static void onTheWay(
            Budget budget,
            List<FinalState.Contact> contacts,
            FinalState.Contact last,
            Evidence evidence,
            List<Violation> found) {
        long asked = evidence.askedAt(last);
        long acknowledged = evidence.acknowledgedAt(last);
        long together = contacts.stream()
                .filter(other -> other.equals(last)
                        || (evidence.acknowledgedAt(other) < asked && !isFree(other, acknowledged, evidence)))
                .count();
        if (together > budget.max()) {
            found.add(new Violation(
                    Violation.Promise.BUDGET,
                    last.subscriber(),
                    budget.rule(),
                    together + " of " + budget.max() + " with " + last.reservation()));
        }
    }

    private static boolean isFree(FinalState.Contact contact, long by, Evidence evidence) {
        return contact.state().equals("RELEASED")
                && evidence.about(contact.reservation()).stream()
                        .anyMatch(a -> a.is(Intent.Kind.RELEASE) && a.sent() < by);
    }
}

package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * No budget is overdrawn in any of its periods, neither in the end nor on the way. What was certainly granted before a contact was
 * asked for, and was not asked back before that one was acknowledged, was drawn together with it, whichever accounts and nodes they
 * were of. What earlier runs drew was never given back since.
 */
final class BudgetProof {
    private final Limits limits;
    private final Map<String, Integer> drawn = new TreeMap<>();

    BudgetProof(Limits limits) {
        this.limits = limits;
    }

    /** How much this run drew in the end, by rule and period: a budget that nobody drew on proves nothing. */
    Map<String, Integer> drawn() {
        return Map.copyOf(drawn);
    }

    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        for (Budget budget : limits.budgets()) {
            evidence.last().contacts().stream()
                    .filter(budget::isAbout)
                    .collect(Collectors.groupingBy(budget::drawnOnBy))
                    .forEach((period, contacts) -> {
                        inTheEnd(budget, period, contacts, found);
                        contacts.forEach(last -> onTheWay(budget, period, contacts, last, evidence, found));
                    });
        }
        return found;
    }

    private void inTheEnd(Budget budget, String period, List<FinalState.Contact> contacts, List<Violation> found) {
        int kept = (int) contacts.stream()
                .filter(contact -> !contact.state().equals("RELEASED"))
                .count();
        drawn.put(period, kept);
        int all = kept + limits.drawnBefore(period);
        if (all > budget.max()) {
            found.add(new Violation(Violation.Promise.BUDGET, "", period, all + " of " + budget.max() + " in the end"));
        }
    }

    private void onTheWay(
            Budget budget,
            String period,
            List<FinalState.Contact> contacts,
            FinalState.Contact last,
            Evidence evidence,
            List<Violation> found) {
        long asked = evidence.askedAt(last);
        long acknowledged = evidence.acknowledgedAt(last);
        long together = limits.drawnBefore(period)
                + contacts.stream()
                        .filter(other -> other.equals(last)
                                || (evidence.acknowledgedAt(other) < asked && !isFree(other, acknowledged, evidence)))
                        .count();
        if (together > budget.max()) {
            found.add(new Violation(
                    Violation.Promise.BUDGET,
                    last.subscriber(),
                    period,
                    together + " of " + budget.max() + " with " + last.reservation()));
        }
    }

    private static boolean isFree(FinalState.Contact contact, long by, Evidence evidence) {
        return contact.state().equals("RELEASED")
                && evidence.about(contact.reservation()).stream()
                        .anyMatch(a -> a.is(Intent.Kind.RELEASE) && a.sent() < by);
    }
}

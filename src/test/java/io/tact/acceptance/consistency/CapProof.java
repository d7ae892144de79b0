package io.tact.acceptance.consistency;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * No cap is passed. Every contact is taken for the last that was granted, and all that its account had committed before is
 * added up in the window that ends with it. A contact that was freed in the end did count for a later one if that was
 * certainly granted before anybody asked to free it; where the two crossed it is taken as freed.
 */
final class CapProof {
    private final List<Cap> caps;
    private final Map<String, Integer> filled = new TreeMap<>();

    CapProof(List<Cap> caps) {
        this.caps = caps;
    }

    /** By rule, how many contacts were the last for which there was room: a cap that was never filled proves nothing. */
    Map<String, Integer> filled() {
        return Map.copyOf(filled);
    }

    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        for (Cap cap : caps) {
            evidence.grouped(c -> cap.isAbout(c) ? cap.group(c, evidence.account(c)) : "")
                    .forEach((group, contacts) -> {
                        if (!group.isEmpty()) {
                            prove(cap, contacts, evidence, found);
                        }
                    });
        }
        return found;
    }

    private void prove(Cap cap, List<FinalState.Contact> contacts, Evidence evidence, List<Violation> found) {
        for (FinalState.Contact granted : contacts) {
            BigDecimal sum = BigDecimal.ZERO;
            List<String> counted = new ArrayList<>();
            for (FinalState.Contact other : contacts) {
                if (counts(cap, other, granted, evidence)) {
                    sum = sum.add(cap.amount(other));
                    counted.add(other.reservation() + " of " + other.at() + " " + other.state());
                }
            }
            if (sum.compareTo(cap.max()) > 0) {
                found.add(new Violation(
                        Violation.Promise.CAP,
                        granted.subscriber(),
                        cap.rule(),
                        sum + " of " + cap.max() + " in " + cap.window() + " up to " + granted.at() + ": " + counted));
            } else if (cap.isFull(sum)) {
                filled.merge(cap.rule(), 1, Integer::sum);
            }
        }
    }

    private static boolean counts(Cap cap, FinalState.Contact other, FinalState.Contact granted, Evidence evidence) {
        if (other.equals(granted)) {
            return true;
        }
        long order = evidence.last().version(other) - evidence.last().version(granted);
        return order <= 0 && cap.holds(other, granted) && !isFree(cap, other, granted, evidence);
    }

    private static boolean isFree(Cap cap, FinalState.Contact other, FinalState.Contact granted, Evidence evidence) {
        if (!cap.freed().contains(other.state())) {
            return false;
        }
        long granting = evidence.acknowledgedAt(granted);
        return evidence.about(other.reservation()).stream()
                .filter(a -> a.intent().frees(cap.freed()))
                .anyMatch(a -> a.sent() < granting);
    }
}

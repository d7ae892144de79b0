package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every acknowledged reservation is there exactly once, as it was told; whatever anybody was ever shown is there too; and
 * nothing is there but what was acknowledged, or may be the fruit of a request without a key whose answer was lost.
 */
final class ReservationProof {
    List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        Map<String, FinalState.Contact> contacts = onceEach(evidence, found);
        evidence.answered().forEach(a -> kept(a, contacts, found));
        shown(evidence, contacts, found);
        askedFor(evidence, found);
        return found;
    }

    private static Map<String, FinalState.Contact> onceEach(Evidence evidence, List<Violation> found) {
        Map<String, FinalState.Contact> contacts = new HashMap<>();
        for (FinalState.Contact contact : evidence.last().contacts()) {
            FinalState.Contact twin = contacts.put(contact.reservation(), contact);
            if (twin != null) {
                found.add(new Violation(
                        Violation.Promise.ONCE,
                        contact.subscriber(),
                        contact.reservation(),
                        "is there twice, at " + twin.at() + " for " + twin.subscriber() + " and at " + contact.at()));
            }
        }
        return contacts;
    }

    private static void kept(
            Evidence.Answered answered, Map<String, FinalState.Contact> contacts, List<Violation> found) {
        String subscriber = answered.attempt().intent().subscriber();
        Told told = answered.told();
        for (Told.Selected selected : told.selected()) {
            FinalState.Contact contact = contacts.get(selected.reservation());
            if (contact == null) {
                found.add(new Violation(
                        Violation.Promise.KEPT,
                        subscriber,
                        selected.reservation(),
                        "was acknowledged for " + told.at() + " and is not there"));
            } else if (!isAsTold(contact, subscriber, told, selected)) {
                found.add(new Violation(
                        Violation.Promise.KEPT,
                        subscriber,
                        selected.reservation(),
                        "was told as " + selected + " at " + told.at() + " and is " + contact));
            }
        }
    }

    private static boolean isAsTold(FinalState.Contact contact, String subscriber, Told told, Told.Selected selected) {
        Told.Selected there = new Told.Selected(
                contact.reservation(), contact.campaign(), contact.offer(), contact.treatment(), contact.channel());
        return there.equals(selected)
                && contact.subscriber().equals(subscriber)
                && contact.decision().equals(told.decision())
                && contact.at().equals(told.at());
    }

    private static void shown(Evidence evidence, Map<String, FinalState.Contact> contacts, List<Violation> found) {
        evidence.attempts(Intent.Kind.READ).stream()
                .filter(Attempt::isOk)
                .forEach(a -> Json.read(a.body()).path("contacts").forEach(c -> {
                    String reservation = c.path("reservation").asText();
                    if (!contacts.containsKey(reservation)) {
                        found.add(new Violation(
                                Violation.Promise.KEPT,
                                a.intent().subscriber(),
                                reservation,
                                "was shown by node " + a.node() + " and is not there"));
                    }
                }));
    }

    private static void askedFor(Evidence evidence, List<Violation> found) {
        Map<String, List<Intent>> lost = evidence.attempts(Intent.Kind.DECIDE).stream()
                .filter(a -> !a.intent().hasKey() && a.isUncertain())
                .map(Attempt::intent)
                .collect(Collectors.groupingBy(Intent::subscriber));
        Map<String, List<FinalState.Contact>> unexplained = evidence.last().contacts().stream()
                .filter(c -> !evidence.isAnswered(c.decision()))
                .collect(Collectors.groupingBy(FinalState.Contact::decision, LinkedHashMap::new, Collectors.toList()));
        unexplained.values().forEach(contacts -> {
            FinalState.Contact first = contacts.get(0);
            List<Intent> candidates = lost.getOrDefault(first.subscriber(), List.of());
            Intent cause = candidates.stream()
                    .filter(i -> contacts.stream().allMatch(c -> i.mayGrant(c.channel(), c.campaign())))
                    .findFirst()
                    .orElse(null);
            if (cause == null) {
                found.add(new Violation(
                        Violation.Promise.ASKED_FOR,
                        first.subscriber(),
                        first.reservation(),
                        "is there, made at " + first.at() + ", and none of " + candidates.size()
                                + " requests without an answer explains it"));
            } else {
                candidates.remove(cause);
            }
        });
    }
}

package io.tact.acceptance.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The journal and the final state, looked up in the ways that proofs need. Belongs to one thread. */
final class Evidence {
    private final Population people;
    private final List<Attempt> attempts;
    private final FinalState last;
    private final Map<String, Answered> answered = new HashMap<>();
    private final Map<String, List<Attempt>> about;

    /** By key, when it was first sent. */
    private final Map<String, Long> asked;

    /** A decision that a client was told of, with the attempt that was answered first. */
    record Answered(Attempt attempt, Told told) {}

    Evidence(Population people, List<Attempt> attempts, FinalState last) {
        this.people = people;
        this.attempts = attempts;
        this.last = last;
        attempts.stream().filter(a -> a.is(Intent.Kind.DECIDE) && a.isOk()).forEach(a -> {
            Told told = Told.of(a);
            answered.merge(
                    told.decision(),
                    new Answered(a, told),
                    (one, two) -> one.attempt().received() <= two.attempt().received() ? one : two);
        });
        asked = attempts.stream()
                .filter(a -> a.is(Intent.Kind.DECIDE) && a.intent().hasKey())
                .collect(Collectors.toMap(a -> a.intent().key(), Attempt::sent, Math::min));
        about = attempts.stream()
                .filter(a -> !a.intent().about().isEmpty())
                .collect(Collectors.groupingBy(a -> a.intent().about()));
    }

    List<Attempt> attempts() {
        return attempts;
    }

    List<Attempt> attempts(Intent.Kind kind) {
        return attempts.stream().filter(a -> a.is(kind)).toList();
    }

    FinalState last() {
        return last;
    }

    /** Every decision that a client was told of. */
    List<Answered> answered() {
        return new ArrayList<>(answered.values());
    }

    /** Whether a client was told of that decision. */
    boolean isAnswered(String decision) {
        return answered.containsKey(decision);
    }

    /** When a client first had the answer, so that it was certainly committed; never if nobody had one. */
    long acknowledgedAt(FinalState.Contact contact) {
        Answered known = answered.get(contact.decision());
        return known == null ? Long.MAX_VALUE : known.attempt().received();
    }

    /** When the decision of a contact was first asked for; never if nobody had an answer. */
    long askedAt(FinalState.Contact contact) {
        Answered known = answered.get(contact.decision());
        return known == null ? Long.MIN_VALUE : askedAt(known);
    }

    /** When a decision was first asked for. */
    long askedAt(Answered known) {
        Intent intent = known.attempt().intent();
        return asked.getOrDefault(intent.key(), known.attempt().sent());
    }

    /** What was sent about a reservation. */
    List<Attempt> about(String reservation) {
        return about.getOrDefault(reservation, List.of());
    }

    String account(FinalState.Contact contact) {
        return people.account(contact.subscriber());
    }

    /** All contacts that have something in common, each group in the order of commits. */
    Map<String, List<FinalState.Contact>> grouped(Function<FinalState.Contact, String> common) {
        return last.contacts().stream()
                .sorted((one, two) -> Long.compare(last.version(one), last.version(two)))
                .collect(Collectors.groupingBy(common));
    }
}

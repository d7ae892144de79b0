package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Suppression;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who and what is meant, by the letter. */
final class NaiveMatch {
    private NaiveMatch() {}

    static boolean covers(Scope scope, Slot slot) {
        return in(scope.channels(), slot.channel()) && coversOnAnyChannel(scope, slot);
    }

    static boolean coversOnAnyChannel(Scope scope, Slot slot) {
        return in(scope.directions(), slot.direction())
                && in(scope.purposes(), slot.purpose())
                && in(scope.categories(), slot.category())
                && in(scope.senders(), slot.sender())
                && in(scope.senderClasses(), slot.senderClass())
                && in(scope.campaigns(), slot.campaign())
                && in(scope.offers(), slot.offer())
                && in(scope.subjects(), slot.subject());
    }

    private static <T> boolean in(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    static boolean covers(Consent consent, Slot slot) {
        return all(consent.channel(), slot.channel())
                && all(consent.purpose(), slot.purpose())
                && all(consent.category(), slot.category())
                && all(consent.sender(), slot.sender());
    }

    static boolean covers(Relation relation, Slot slot) {
        return all(relation.sender(), slot.sender()) && all(relation.category(), slot.category());
    }

    static boolean covers(Suppression stop, Slot slot) {
        boolean purpose =
                stop.purpose() == null ? slot.purpose() != Purpose.EMERGENCY : stop.purpose() == slot.purpose();
        return slot.direction() == Direction.OUTBOUND
                && purpose
                && all(stop.channel(), slot.channel())
                && all(stop.category(), slot.category())
                && all(stop.sender(), slot.sender());
    }

    private static <T> boolean all(@Nullable T wanted, @Nullable T value) {
        return wanted == null || wanted.equals(value);
    }

    static boolean covers(Selector selector, Slot slot, @Nullable String treatment) {
        return selector.value().equals(value(selector.dimension(), slot, treatment));
    }

    static @Nullable String value(Selector.Dimension dimension, Slot slot, @Nullable String treatment) {
        return switch (dimension) {
            case ALL -> "";
            case CAMPAIGN -> slot.campaign();
            case OFFER -> slot.offer();
            case TREATMENT -> treatment;
            case CATEGORY -> slot.category();
            case CHANNEL -> slot.channel().name();
            case PURPOSE -> slot.purpose().name();
            case SENDER -> slot.sender();
        };
    }

    /** What does not say its value may have any. */
    static boolean maybeSame(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    /** Whether a contact counts, or a message of which it is not known yet may still come to count. */
    static boolean counts(Contact contact, Counted counted) {
        if (contact.stored() == ContactState.RELEASED) {
            return false;
        }
        boolean failed = contact.stored() == ContactState.FAILED;
        return switch (counted) {
            case ATTEMPTS -> true;
            case SENT, DELIVERED -> !failed;
            case UNANSWERED -> !has(contact, ANSWERS);
            case CONVERSATIONS -> !failed && (has(contact, ANSWERS) || !has(contact, NO_ANSWERS));
        };
    }

    private static final Set<OutcomeType> ANSWERS = Set.of(
            OutcomeType.CONVERSATION,
            OutcomeType.ACCEPTED,
            OutcomeType.REFUSED,
            OutcomeType.LATER,
            OutcomeType.OPTED_OUT,
            OutcomeType.OBJECTED);
    private static final Set<OutcomeType> NO_ANSWERS =
            Set.of(OutcomeType.NO_ANSWER, OutcomeType.BUSY, OutcomeType.VOICEMAIL, OutcomeType.TERMINATED);

    private static boolean has(Contact contact, Set<OutcomeType> types) {
        return contact.outcomes().stream().anyMatch(o -> types.contains(o.type()));
    }

    /** Whether a jurisdiction is another one, or a part of it. */
    static boolean lies(String part, String whole) {
        return (part + "-").startsWith(whole + "-");
    }

    /** The narrowest of the known jurisdictions: who is known to be in Florida is known to be in the States. */
    private static Set<String> narrowest(Set<String> known) {
        Set<String> all = new java.util.TreeSet<>(known);
        all.removeIf(wide -> known.stream().anyMatch(other -> !other.equals(wide) && lies(other, wide)));
        return all;
    }

    /** Whether a row of a jurisdiction binds somebody of whom so much is known. */
    static boolean binds(@Nullable String jurisdiction, Set<String> known) {
        return jurisdiction == null
                || known.isEmpty()
                || known.stream().anyMatch(k -> lies(k, jurisdiction))
                || narrowest(known).stream().anyMatch(k -> lies(jurisdiction, k));
    }

    /**
     * Whether an exemption of a jurisdiction holds wherever a row binds somebody: it may not lift what binds in a place
     * where it does not.
     */
    static boolean holdsWhereverBinds(@Nullable String exemption, @Nullable String row, Set<String> known) {
        if (exemption == null || (row != null && lies(row, exemption))) {
            return true;
        }
        Set<String> places = narrowest(known);
        places.removeIf(place -> row != null && !lies(place, row) && !lies(row, place));
        return !places.isEmpty() && places.stream().allMatch(place -> lies(place, exemption));
    }
}

package io.tact.policy;

import io.tact.model.Amounts;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Fixed;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.model.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what happened to a subscriber at random, at such distances from the present as the rows measure. */
final class RandomLife {
    private final Dice dice;
    private final Instant now;
    private final ZoneId zone;
    private final List<Span> lengths;

    /** @param lengths what the rows measure; at least one */
    RandomLife(Dice dice, Instant now, ZoneId zone, List<Span> lengths) {
        this.dice = dice;
        this.now = now;
        this.zone = zone;
        this.lengths = lengths;
    }

    /** An instant from which on one of the lengths is about to end. */
    Instant aimed() {
        Span length = dice.any(lengths);
        return switch (dice.below(8)) {
            case 0 -> now.plus(Duration.ofMinutes(dice.below(3000)));
            case 1 -> now.minus(Duration.ofMinutes(dice.below(20 * 1440)));
            case 2 -> now.plus(dice.sliver());
            case 3 -> {
                LocalDate day = LocalDate.ofInstant(length.before(now, zone), zone);
                yield day.minusDays(dice.below(2))
                        .atStartOfDay(zone)
                        .toInstant()
                        .plus(dice.sliver());
            }
            default -> length.before(now, zone).plus(dice.oneIn(2) ? Duration.ZERO : dice.sliver());
        };
    }

    /** An instant near the present. */
    private Instant soon() {
        return dice.oneIn(2) ? now.plus(dice.sliver()) : now.plus(Duration.ofMinutes(dice.below(5 * 1440) - 1440L));
    }

    private @Nullable Instant perhapsSoon() {
        return dice.oneIn(2) ? soon() : null;
    }

    private static <T> List<T> some(int number, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(one.get());
        }
        return all;
    }

    Slot slot() {
        Slot slot = dice.slot();
        Amounts amounts = dice.oneIn(4) ? null : new Amounts(amount(dice.below(2)), amount(0), amount(0));
        return with(slot, amounts);
    }

    /** Some halves, of which a few come to the maximum of a cap. */
    private Fixed amount(int less) {
        return new Fixed((dice.below(5) - less) * 500_000L);
    }

    private static Slot with(Slot slot, @Nullable Amounts amounts) {
        return new Slot(
                slot.channel(),
                slot.direction(),
                slot.purpose(),
                slot.category(),
                slot.subject(),
                slot.sender(),
                slot.senderClass(),
                slot.campaign(),
                slot.offer(),
                amounts);
    }

    List<Contact> contacts() {
        List<Contact> all = new ArrayList<>();
        for (int i = dice.below(9); i > 0; i--) {
            all.add(contact("c" + i, aimed()));
        }
        return all;
    }

    Contact contact(String id, Instant at) {
        ContactState state = dice.of(
                ContactState.RESERVED,
                ContactState.SENT,
                ContactState.DELIVERED,
                ContactState.DELIVERED,
                ContactState.FAILED,
                ContactState.RELEASED);
        List<Outcome> outcomes = some(dice.oneIn(3) ? 0 : 1 + dice.below(2), () -> outcome(at));
        return new Contact(
                id,
                dice.oneIn(5) ? "s2" : "s1",
                dice.name(),
                slot(),
                dice.oneIn(2) ? "T" : null,
                at,
                null,
                state,
                outcomes);
    }

    private Outcome outcome(Instant contact) {
        OutcomeType type = dice.of(
                OutcomeType.REFUSED,
                OutcomeType.OPTED_OUT,
                OutcomeType.NO_ANSWER,
                OutcomeType.CONVERSATION,
                OutcomeType.READ);
        return new Outcome("o" + dice.below(1000), type, dice.oneIn(2) ? contact : aimed(), null);
    }

    List<Consent> consents() {
        return some(
                dice.below(5),
                () -> new Consent(
                        dice.oneIn(3) ? dice.any(Dice.CHANNELS) : null,
                        dice.oneIn(3) ? Purpose.MARKETING : null,
                        dice.oneIn(3) ? dice.name() : null,
                        dice.oneIn(3) ? dice.name() : null,
                        dice.oneIn(2) ? null : dice.of(SpecialConsent.NIGHT, SpecialConsent.OUTSIDE_HOURS),
                        !dice.oneIn(3),
                        dice.oneIn(4) ? soon() : aimed(),
                        null,
                        dice.oneIn(3) ? soon() : null));
    }

    Circumstances circumstances() {
        List<Relation> relations = some(dice.below(3), this::relation);
        List<PreferredHours> preferred = dice.oneIn(5) ? some(1 + dice.below(2), this::preferred) : List.of();
        List<Suppression> stops = new ArrayList<>();
        for (int i = dice.oneIn(4) ? 1 + dice.below(2) : 0; i > 0; i--) {
            stops.add(suppression("x" + i));
        }
        return new Circumstances(Place.UNKNOWN, Place.UNKNOWN, relations, preferred, stops);
    }

    private Relation relation() {
        Relation.Kind kind = dice.of(Relation.Kind.EXISTING_CUSTOMER, Relation.Kind.EXPRESS_REQUEST);
        Instant one = dice.oneIn(2) ? soon() : aimed();
        Instant other = dice.oneIn(2) ? soon() : aimed();
        boolean inOrder = one.isBefore(other);
        return new Relation(
                kind,
                dice.oneIn(3) ? dice.name() : null,
                dice.oneIn(3) ? dice.name() : null,
                dice.oneIn(3) ? null : inOrder ? one : other,
                dice.oneIn(3) ? null : inOrder ? other : one);
    }

    private PreferredHours preferred() {
        int close = 30 + 30 * dice.below(48);
        return new PreferredHours(dice.oneIn(2) ? Set.of() : dice.days(), 30 * dice.below(48), close);
    }

    Suppression suppression(String id) {
        Suppression stop = new Suppression(
                id,
                dice.oneIn(4) ? dice.any(Dice.CHANNELS) : null,
                dice.oneIn(4) ? dice.of(Purpose.MARKETING, Purpose.EMERGENCY) : null,
                dice.oneIn(6) ? dice.name() : null,
                dice.oneIn(6) ? dice.name() : null,
                "asked to",
                null,
                dice.oneIn(3) ? soon() : aimed(),
                perhapsSoon(),
                null);
        return dice.oneIn(3) ? stop.lifted(soon(), "asked to") : stop;
    }

    /** A list that is about to become too old, if it is loaded. */
    DoNotCallLists lists() {
        Instant asOf = aimed();
        Set<String> listed = dice.of(Set.of(), Set.of("A"), Set.of("B"));
        boolean loaded = !dice.oneIn(6);
        DoNotCallLists.Listing listing = new DoNotCallLists.Listing() {
            @Override
            public Instant asOf() {
                return asOf;
            }

            @Override
            public boolean contains(String address) {
                return listed.contains(address);
            }
        };
        return name -> loaded && name.equals("L") ? listing : null;
    }
}

package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exclusions, by the letter. */
final class NaiveExclusions {
    private NaiveExclusions() {}

    static boolean withholds(ExclusionRule rule, NaiveMoment m) {
        Slot slot = m.slot();
        boolean applies = rule.directions().isEmpty() || rule.directions().contains(slot.direction());
        if (!applies
                || !rule.when().stream()
                        .allMatch(c -> c.holds(m.given().situation.attributes(), m.t(), m.zone()))) {
            return false;
        }
        if (rule instanceof ExclusionRule.Withholds withholds) {
            return covers(withholds.what(), slot);
        }
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return (covers(pair.a(), slot) && collides(pair.within(), m, meant(pair.b())))
                    || (covers(pair.b(), slot) && collides(pair.within(), m, meant(pair.a())));
        }
        if (rule instanceof ExclusionRule.NotAfter order) {
            return covers(order.a(), slot) && collides(order.within(), m, meant(order.b()));
        }
        if (rule instanceof ExclusionRule.OnlyAfter order) {
            return covers(order.a(), slot) && !follows(order, m);
        }
        ExclusionRule.OnePer one = (ExclusionRule.OnePer) rule;
        String value = NaiveMatch.value(one.dimension(), slot, null);
        return value != null
                && (one.only() == null || one.only().equals(value))
                && collides(
                        one.within(), m, c -> value.equals(NaiveMatch.value(one.dimension(), c.slot(), c.treatment())));
    }

    private static boolean covers(Selector selector, Slot slot) {
        return NaiveMatch.covers(selector, slot, null);
    }

    private static Predicate<Contact> meant(Selector selector) {
        return c -> NaiveMatch.covers(selector, c.slot(), c.treatment());
    }

    /** Whether a message collides with a pick of the decision, or with something recent. */
    private static boolean collides(@Nullable Span within, NaiveMoment m, Predicate<Contact> meant) {
        boolean now = m.t().equals(m.given().situation.now());
        Stream<Contact> picked =
                m.given().picks.stream().filter(c -> now || within == null || m.isWithin(c.at(), within));
        Stream<Contact> recent = m.given().situation.history().contacts().stream()
                .filter(c -> within != null && m.isWithin(c.at(), within));
        return Stream.concat(picked, recent)
                .filter(c -> c.stored() != ContactState.RELEASED)
                .filter(m::isTheirs)
                .anyMatch(meant);
    }

    private static boolean follows(ExclusionRule.OnlyAfter order, NaiveMoment m) {
        return m.given().contacts().stream()
                .filter(c -> c.stored() != ContactState.RELEASED && c.stored() != ContactState.FAILED)
                .filter(m::isTheirs)
                .filter(meant(order.b()))
                .anyMatch(c -> !c.at().isAfter(m.t()) && m.isWithin(c.at(), order.within()));
    }
}

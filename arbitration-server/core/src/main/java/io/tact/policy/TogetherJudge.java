package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row in one decision that lets contacts of one subscriber exclude each other: always within the decision, and for a
 * time after the contact if the row says how long.
 */
final class TogetherJudge extends RowJudge {
    private final ExclusionRule rule;
    private final @Nullable Span within;
    private final @Nullable WindowEnds window;
    private final boolean appliesNow;

    /** The contacts that exclude something, and until when; null before they are asked for. */
    private Excluding @Nullable [] excluding;

    /** A contact that excludes what the row says: not released, with the subscriber, and picked or within the time. */
    private record Excluding(Contact contact, long until) {}

    TogetherJudge(ExclusionRule rule, @Nullable Span within, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.within = within;
        this.window =
                within == null ? null : new WindowEnds(new Window.Rolling(within), present.clock(), present.now());
        this.appliesNow = present.allHold(rule.when(), present.now());
    }

    @Override
    boolean agreesToAllInForce() {
        return !appliesNow || excluding().length == 0;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (!appliesNow) {
            return null;
        }
        Excluding last = null;
        for (Excluding one : excluding()) {
            if ((last == null || one.until() > last.until()) && excludes(one.contact(), slot)) {
                last = one;
            }
        }
        String window = within == null ? null : within.toString();
        return last == null
                ? null
                : because(
                        Reason.Code.EXCLUSION,
                        "excluded by " + named(last.contact()),
                        null,
                        null,
                        window,
                        last.until());
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (!present.allHold(rule.when(), from)) {
            return from;
        }
        long end = from;
        for (Excluding one : excluding()) {
            if (one.until() > end && excludes(one.contact(), slot)) {
                end = one.until();
            }
        }
        return end;
    }

    @Override
    public void contactsChanged() {
        excluding = null;
    }

    private Excluding[] excluding() {
        if (excluding == null) {
            List<Excluding> all = new ArrayList<>();
            for (int i = 0; i < present.contactCount(); i++) {
                Contact contact = present.contact(i);
                if ((present.isPicked(i) || (window != null && window.holdsNow(present.time(i))))
                        && contact.stored() != ContactState.RELEASED
                        && present.isSubscribers(contact)) {
                    all.add(new Excluding(contact, until(i)));
                }
            }
            excluding = all.toArray(new Excluding[0]);
        }
        return excluding;
    }

    /** Always after now: what the decision picked excludes at least within the decision. */
    private long until(int index) {
        if (window == null) {
            return NEVER;
        }
        long end = window.end(present.time(index));
        return present.isPicked(index) ? Math.max(end, present.now() + 1) : end;
    }

    private boolean excludes(Contact contact, Slot slot) {
        if (rule instanceof ExclusionRule.NeverTogether pair) {
            return (pair.a().covers(slot, null) && covers(pair.b(), contact))
                    || (pair.b().covers(slot, null) && covers(pair.a(), contact));
        }
        if (rule instanceof ExclusionRule.NotAfter order) {
            return order.a().covers(slot, null) && covers(order.b(), contact);
        }
        ExclusionRule.OnePer one = (ExclusionRule.OnePer) rule;
        String value = Selector.valueOf(one.dimension(), slot, null);
        return value != null
                && (one.only() == null || one.only().equals(value))
                && value.equals(Selector.valueOf(one.dimension(), contact.slot(), contact.treatment()));
    }

    private static boolean covers(Selector selector, Contact contact) {
        return selector.covers(contact.slot(), contact.treatment());
    }

    private static String named(Contact contact) {
        return contact.treatment() == null ? "contact " + contact.id() : contact.treatment();
    }
}

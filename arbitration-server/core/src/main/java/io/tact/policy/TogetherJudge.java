package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Reason;
import io.tact.model.Selector;
import io.tact.model.Slot;
import io.tact.model.Span;
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
    private long[] ends;

    TogetherJudge(ExclusionRule rule, @Nullable Span within, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.within = within;
        this.window =
                within == null ? null : new WindowEnds(new Window.Rolling(within), present.clock(), present.now());
        this.ends = new long[present.contactCount()];
        this.appliesNow = present.allHold(rule.when(), present.now());
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (!appliesNow) {
            return null;
        }
        long end = present.now();
        String with = null;
        for (int i = 0; i < present.contactCount(); i++) {
            long until = excludedUntil(slot, i);
            if (until > end) {
                end = until;
                with = named(present.contact(i));
            }
        }
        String window = within == null ? null : within.toString();
        return with == null ? null : because(Reason.Code.EXCLUSION, "excluded by " + with, null, null, window, end);
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (!present.allHold(rule.when(), from)) {
            return from;
        }
        long end = from;
        for (int i = 0; i < present.contactCount(); i++) {
            end = Math.max(end, excludedUntil(slot, i));
        }
        return end;
    }

    @Override
    public void contactsChanged() {
        ends = new long[present.contactCount()];
    }

    /** Until when a contact excludes a message of that slot: a past instant, or now, if it does not. */
    private long excludedUntil(Slot slot, int index) {
        boolean picked = present.isPicked(index);
        if (!picked && (window == null || !window.holdsNow(present.time(index)))) {
            return present.now();
        }
        Contact contact = present.contact(index);
        if (contact.stored() == ContactState.RELEASED || !present.isSubscribers(contact) || !excludes(contact, slot)) {
            return present.now();
        }
        if (window == null) {
            return NEVER;
        }
        if (ends[index] == 0) {
            ends[index] = window.end(present.time(index));
        }
        long end = ends[index];
        return picked ? Math.max(end, present.now() + 1) : end;
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

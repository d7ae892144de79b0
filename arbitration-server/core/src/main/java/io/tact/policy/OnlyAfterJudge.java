package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A row in one decision that allows messages only within a time after another contact. Time cures it only where the clock
 * changes, or a condition on a date ends: a contact of the past does not come back.
 */
final class OnlyAfterJudge extends RowJudge {
    private final ExclusionRule.OnlyAfter rule;
    private final boolean appliesNow;

    OnlyAfterJudge(ExclusionRule.OnlyAfter rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
        this.appliesNow = present.allHold(rule.when(), present.now());
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (!appliesNow || isPreceded(present.now())) {
            return null;
        }
        String window = rule.within() == null ? null : rule.within().toString();
        return because(
                Reason.Code.EXCLUSION,
                "only after " + rule.b(),
                null,
                null,
                window,
                curedAt(slot, line, present.now()));
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (!present.allHold(rule.when(), from) || isPreceded(from)) {
            return from;
        }
        long next = present.cease(rule.when(), from);
        for (int i = 0; i < present.contactCount(); i++) {
            if (present.time(i) > from && precedes(present.contact(i))) {
                next = Math.min(next, present.time(i));
            }
        }
        return next;
    }

    private boolean isPreceded(long instant) {
        for (int i = 0; i < present.contactCount(); i++) {
            long at = present.time(i);
            if (at <= instant
                    && precedes(present.contact(i))
                    && (rule.within() == null || instant < WindowEnds.after(at, rule.within(), present.clock()))) {
                return true;
            }
        }
        return false;
    }

    private boolean precedes(Contact contact) {
        return contact.stored() != ContactState.RELEASED
                && contact.stored() != ContactState.FAILED
                && present.isSubscribers(contact)
                && rule.b().covers(contact.slot(), contact.treatment());
    }
}

package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Contact;
import io.tact.model.ContactState;
import io.tact.model.Outcome;
import io.tact.model.OutcomeType;
import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Allows the confirmation of an opt-out once: only while the last opt-out, or the last refusal, of the subscriber came after
 * the last confirmation that was not released.
 */
final class ConfirmationJudge implements Judge {
    private final Present present;

    ConfirmationJudge(Present present) {
        this.present = present;
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        long next = next(slot, line, present.now());
        return next == present.now()
                ? null
                : Reason.of(Reason.Code.CONFIRMATION, "confirmation#once", "no opt-out waits for a confirmation")
                        .curedAt(RowJudge.instant(next));
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        return slot.confirmsOptOut() ? Math.max(from, firstOptOutAfter(lastConfirmation())) : from;
    }

    private long lastConfirmation() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < present.contactCount(); i++) {
            Contact contact = present.contact(i);
            if (contact.slot().confirmsOptOut()
                    && contact.stored() != ContactState.RELEASED
                    && present.isSubscribers(contact)) {
                last = Math.max(last, present.time(i));
            }
        }
        return last;
    }

    private long firstOptOutAfter(long confirmed) {
        long first = NEVER;
        for (int i = 0; i < present.contactCount(); i++) {
            if (present.isSubscribers(present.contact(i))) {
                for (Outcome outcome : present.contact(i).outcomes()) {
                    long at = LocalClock.millis(outcome.at());
                    first = outcome.type() == OutcomeType.OPTED_OUT && at > confirmed ? Math.min(first, at) : first;
                }
            }
        }
        for (Consent consent : present.subscriber().consents()) {
            long at = LocalClock.millis(consent.at());
            first = !consent.granted() && at > confirmed ? Math.min(first, at) : first;
        }
        return first;
    }
}

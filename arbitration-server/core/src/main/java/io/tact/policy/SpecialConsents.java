package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Slot;
import io.tact.model.SpecialConsent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The special consents that a subscriber gave to messages of one slot, in one decision. Belongs to one thread. */
final class SpecialConsents {
    private final Slot slot;
    private final Present present;

    SpecialConsents(Slot slot, Present present) {
        this.slot = slot;
        this.present = present;
    }

    /** Whether the subscriber ever gave one of these to any message. */
    static boolean anyGiven(Set<SpecialConsent> specials, Present present) {
        if (specials.isEmpty()) {
            return false;
        }
        for (Consent consent : present.subscriber().consents()) {
            if (consent.granted() && consent.special() != null && specials.contains(consent.special())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one is given at an instant; false for null. */
    boolean given(@Nullable SpecialConsent special, long instant) {
        if (special == null) {
            return false;
        }
        Consent standing = Standing.at(slot, present, instant, special, null);
        return standing != null && standing.granted();
    }

    /** The next instant at which one of them may begin or end; {@link Judge#NEVER} if none will. */
    long nextChange(long instant) {
        long next = Judge.NEVER;
        for (Consent consent : present.subscriber().consents()) {
            if (consent.special() != null && consent.granted() && consent.covers(slot)) {
                long begins = LocalClock.millis(consent.at());
                long ends = consent.expiresAt() == null ? Judge.NEVER : LocalClock.millis(consent.expiresAt());
                next = Math.min(next, begins > instant ? begins : ends > instant ? ends : Judge.NEVER);
            }
        }
        return next;
    }
}

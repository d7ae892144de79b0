package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import org.jspecify.annotations.Nullable;

/**
 * Which of the things a subscriber said stands for a message.
 *
 * <p>Of what they said about such a message the most specific stands, and of two equally specific the later, and of two
 * said at once a refusal. A grant speaks from when it was given until it expires, unless a refusal that covers the message
 * was said after it, however general; a refusal speaks always. Pure.
 */
final class Standing {
    private Standing() {}

    /**
     * The first instant, not before {@code from}, at which an ordinary grant stands and one that was given after {@code since}
     * is in force; {@link Judge#NEVER} if there is none.
     */
    static long grantedAnew(Slot slot, Present present, long since, long from) {
        if (isGrantedAnew(slot, present, since, from)) {
            return from;
        }
        long first = Judge.NEVER;
        for (Consent consent : present.subscriber().consents()) {
            long at = LocalClock.millis(consent.at());
            if (consent.granted() && at > from && at < first && isGrantedAnew(slot, present, since, at)) {
                first = at;
            }
        }
        return first;
    }

    private static boolean isGrantedAnew(Slot slot, Present present, long since, long instant) {
        Consent standing = at(slot, present, instant, null, null);
        if (standing == null || !standing.granted()) {
            return false;
        }
        for (Consent consent : present.subscriber().consents()) {
            if (consent.granted()
                    && consent.special() == null
                    && LocalClock.millis(consent.at()) > since
                    && consent.covers(slot)
                    && holds(consent, instant, present, null)
                    && !isWithdrawn(consent, slot, present)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What stands at an instant; null if nothing does.
     *
     * @param special of which special consents; null for the ordinary ones
     * @param validFor how long a grant holds at most; null for as long as it says itself
     */
    static @Nullable Consent at(
            Slot slot, Present present, long instant, @Nullable SpecialConsent special, @Nullable Span validFor) {
        Consent best = null;
        for (Consent consent : present.subscriber().consents()) {
            if (consent.special() == special
                    && consent.covers(slot)
                    && (!consent.granted()
                            || (holds(consent, instant, present, validFor) && !isWithdrawn(consent, slot, present)))
                    && (best == null || stands(consent, best))) {
                best = consent;
            }
        }
        return best;
    }

    private static boolean isWithdrawn(Consent grant, Slot slot, Present present) {
        for (Consent consent : present.subscriber().consents()) {
            if (!consent.granted()
                    && consent.special() == grant.special()
                    && consent.at().isAfter(grant.at())
                    && consent.covers(slot)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(Consent one, Consent against) {
        int more = specificity(one) - specificity(against);
        if (more != 0) {
            return more > 0;
        }
        int later = one.at().compareTo(against.at());
        return later > 0 || (later == 0 && !one.granted());
    }

    private static int specificity(Consent consent) {
        return (consent.channel() == null ? 0 : 1)
                + (consent.purpose() == null ? 0 : 1)
                + (consent.category() == null ? 0 : 1)
                + (consent.sender() == null ? 0 : 1);
    }

    private static boolean holds(Consent grant, long instant, Present present, @Nullable Span validFor) {
        long at = LocalClock.millis(grant.at());
        return at <= instant
                && (grant.expiresAt() == null || instant < LocalClock.millis(grant.expiresAt()))
                && (validFor == null || WindowEnds.isWithin(instant, at, validFor, present.clock()));
    }
}

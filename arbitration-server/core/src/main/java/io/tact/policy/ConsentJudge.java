package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A row of consent in one decision.
 *
 * <p>Of what the subscriber said about such a message the most specific stands, and of two equally specific the later,
 * and of two said at once a refusal. A grant speaks from when it was given until it expires; a refusal always.
 */
final class ConsentJudge extends RowJudge {
    private final ConsentRule rule;

    ConsentJudge(ConsentRule rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        Consent standing = standing(slot, present.now());
        if (agrees(standing)) {
            return null;
        }
        String text = standing != null ? "refused" : everGranted(slot) ? "the consent has expired" : "no consent";
        return because(Reason.Code.CONSENT, text, null, null, null, curedAt(slot, line, present.now()));
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (agrees(standing(slot, from))) {
            return from;
        }
        long next = NEVER;
        for (Consent consent : present.subscriber().consents()) {
            long at = LocalClock.millis(consent.at());
            if (consent.granted() && at > from && at < next && consent.covers(slot) && agrees(standing(slot, at))) {
                next = at;
            }
        }
        return next;
    }

    private boolean agrees(@Nullable Consent standing) {
        return standing == null ? rule.model() == ConsentRule.Model.OPT_OUT : standing.granted();
    }

    private @Nullable Consent standing(Slot slot, long instant) {
        Consent best = null;
        for (Consent consent : present.subscriber().consents()) {
            if (consent.covers(slot)
                    && (!consent.granted() || (holds(consent, instant) && !isWithdrawn(consent, slot)))
                    && (best == null || stands(consent, best))) {
                best = consent;
            }
        }
        return best;
    }

    /** Whether a refusal that covers the message was said after the grant, however general it is. */
    private boolean isWithdrawn(Consent grant, Slot slot) {
        for (Consent consent : present.subscriber().consents()) {
            if (!consent.granted() && consent.at().isAfter(grant.at()) && consent.covers(slot)) {
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

    private boolean holds(Consent grant, long instant) {
        long at = LocalClock.millis(grant.at());
        return at <= instant
                && (grant.expiresAt() == null || instant < LocalClock.millis(grant.expiresAt()))
                && (rule.validFor() == null || instant < WindowEnds.after(at, rule.validFor(), present.clock()));
    }

    private boolean everGranted(Slot slot) {
        for (Consent consent : present.subscriber().consents()) {
            if (consent.granted() && consent.covers(slot) && LocalClock.millis(consent.at()) <= present.now()) {
                return true;
            }
        }
        return false;
    }
}

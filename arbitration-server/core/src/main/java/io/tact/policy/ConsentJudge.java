package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/** A row of consent in one decision. */
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
            if (consent.granted()
                    && consent.special() == rule.special()
                    && at > from
                    && at < next
                    && consent.covers(slot)
                    && agrees(standing(slot, at))) {
                next = at;
            }
        }
        return next;
    }

    private boolean agrees(@Nullable Consent standing) {
        return standing == null ? rule.model() == ConsentRule.Model.OPT_OUT : standing.granted();
    }

    private @Nullable Consent standing(Slot slot, long instant) {
        return Standing.at(slot, present, instant, rule.special(), rule.validFor());
    }

    private boolean everGranted(Slot slot) {
        for (Consent consent : present.subscriber().consents()) {
            if (consent.granted()
                    && consent.special() == rule.special()
                    && consent.covers(slot)
                    && LocalClock.millis(consent.at()) <= present.now()) {
                return true;
            }
        }
        return false;
    }
}

package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/** What a row of consent asks of what the subscriber said, in one decision. */
final class ConsentJudge extends RowJudge {
    private final ConsentRule rule;

    ConsentJudge(ConsentRule rule, Present present) {
        super(rule.info(), present);
        this.rule = rule;
    }

    @Override
    @Nullable Reason objectionInForce(Slot slot, @Nullable String line) {
        if (agrees(slot, present.now())) {
            return null;
        }
        return because(Reason.Code.CONSENT, why(slot), null, null, null, curedAt(slot, line, present.now()));
    }

    private String why(Slot slot) {
        if (rule.model() == ConsentRule.Model.PROHIBITED) {
            return "prohibited";
        }
        String special = rule.special() == null ? "" : " to " + rule.special();
        if (standing(slot, present.now()) != null) {
            return "refused" + special;
        }
        String missing = everGranted(slot) ? "the consent" + special + " has expired" : "no consent" + special;
        return missing + (rule.model() == ConsentRule.Model.SOFT_OPT_IN ? ", and no relation in its place" : "");
    }

    @Override
    long curedAt(Slot slot, @Nullable String line, long from) {
        if (rule.model() == ConsentRule.Model.PROHIBITED) {
            return NEVER;
        }
        if (agrees(slot, from)) {
            return from;
        }
        long next = NEVER;
        for (Consent consent : present.subscriber().consents()) {
            long at = LocalClock.millis(consent.at());
            next = consent.granted() && at > from && at < next && agrees(slot, at) ? at : next;
        }
        if (rule.model() == ConsentRule.Model.SOFT_OPT_IN) {
            for (Relation relation : present.subscriber().circumstances().relations()) {
                long at = Exemptions.begins(relation);
                next = at > from && at < next && agrees(slot, at) ? at : next;
            }
        }
        return next;
    }

    private boolean agrees(Slot slot, long instant) {
        Consent standing = standing(slot, instant);
        return switch (rule.model()) {
            case OPT_IN -> standing != null && standing.granted();
            case SOFT_OPT_IN -> standing == null
                    ? Exemptions.isRelated(rule.softFor(), null, slot, instant, present)
                    : standing.granted();
            case OPT_OUT -> standing == null || standing.granted();
            case PROHIBITED -> false;
            case NONE -> true;
        };
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

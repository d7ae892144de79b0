package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in one decision that exemptions of its own pack may lift. A relation lifts the need for consent, and lists, but
 * never a refusal: who said no to a sender is heard whatever binds them to it.
 */
final class LiftedJudge implements Judge {
    private final Judge judge;
    private final boolean aboutHours;
    private final PolicyRule row;
    private final List<ExemptionRule> exemptions;
    private final Present present;

    /**
     * @param kind what the rule is about
     * @param row the row that it is, or the first of its rows
     */
    LiftedJudge(Judge judge, RuleKind kind, PolicyRule row, List<ExemptionRule> exemptions, Present present) {
        this.judge = judge;
        this.aboutHours = kind == RuleKind.HOURS;
        this.row = row;
        this.exemptions = exemptions;
        this.present = present;
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        Reason reason = judge.objection(slot, line);
        if (reason == null || isLifted(slot, present.now())) {
            return null;
        }
        return reason.curedAt(RowJudge.instant(next(slot, line, present.now())));
    }

    @Override
    public long next(Slot slot, @Nullable String line, long from) {
        if (isLifted(slot, from)) {
            return from;
        }
        long next = judge.next(slot, line, from);
        if (next == from) {
            return from;
        }
        for (ExemptionRule exemption : exemptions) {
            for (long begins : Exemptions.changes(exemption, present)) {
                next = begins > from && begins < next && isLifted(slot, begins) ? begins : next;
            }
        }
        if (row instanceof ConsentRule) {
            for (Consent consent : present.subscriber().consents()) {
                long begins = LocalClock.millis(consent.at());
                next = begins > from && begins < next && isLifted(slot, begins) ? begins : next;
            }
        }
        return next;
    }

    /** Where an exemption from hours ends, they are taken for closed: nobody has looked yet whether they are open then. */
    @Override
    public long closes(Slot slot, long horizon) {
        if (!aboutHours) {
            return NEVER;
        }
        long now = present.now();
        long closing = judge.objection(slot, null) == null ? judge.closes(slot, horizon) : now;
        if (closing == NEVER || (closing > now && !isLifted(slot, closing))) {
            return closing;
        }
        long first = NEVER;
        for (ExemptionRule exemption : exemptions) {
            for (long ends : Exemptions.changes(exemption, present)) {
                first = ends > closing && ends <= horizon && ends < first && !isLifted(slot, ends) ? ends : first;
            }
        }
        return first;
    }

    @Override
    public void contactsChanged() {
        judge.contactsChanged();
    }

    private boolean isLifted(Slot slot, long instant) {
        for (ExemptionRule exemption : exemptions) {
            if (Exemptions.holds(exemption, row.info(), slot, instant, present)
                    && (exemption.relations().isEmpty() || !isRefused(slot, instant))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a refusal stands that a row of consent must hear. */
    private boolean isRefused(Slot slot, long instant) {
        if (!(row instanceof ConsentRule consent)) {
            return false;
        }
        return isRefused(slot, instant, null, consent.validFor())
                || (consent.special() != null && isRefused(slot, instant, consent.special(), consent.validFor()));
    }

    private boolean isRefused(Slot slot, long instant, @Nullable SpecialConsent special, @Nullable Span validFor) {
        Consent standing = Standing.at(slot, present, instant, special, validFor);
        return standing != null && !standing.granted();
    }
}

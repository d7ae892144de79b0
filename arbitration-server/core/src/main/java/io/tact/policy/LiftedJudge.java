package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Relation;
import io.tact.model.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in one decision that exemptions of its own pack may lift. A relation lifts the need for consent, never a refusal:
 * who said no to a sender is heard whatever binds them to it.
 */
final class LiftedJudge implements Judge {
    private final Judge judge;
    private final boolean aboutConsent;
    private final List<ExemptionRule> exemptions;
    private final Present present;

    LiftedJudge(Judge judge, RuleKind kind, List<ExemptionRule> exemptions, Present present) {
        this.judge = judge;
        this.aboutConsent = kind == RuleKind.CONSENT;
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
        for (ExemptionRule exemption : exemptions) {
            for (long begins : begins(exemption)) {
                if (begins > from && begins < next && isLifted(slot, begins)) {
                    next = begins;
                }
            }
        }
        return next;
    }

    /** The instants at which an exemption may begin to hold: when it comes into force, and when relations begin. */
    private long[] begins(ExemptionRule exemption) {
        List<Relation> relations = exemption.relations().isEmpty()
                ? List.of()
                : present.subscriber().circumstances().relations();
        long[] begins = new long[relations.size() + 1];
        begins[0] = exemption.info().effectiveFrom() == null
                ? Long.MIN_VALUE
                : present.clock().startOf(exemption.info().effectiveFrom());
        for (int i = 0; i < relations.size(); i++) {
            Relation relation = relations.get(i);
            begins[i + 1] = relation.at() == null ? Long.MIN_VALUE : LocalClock.millis(relation.at());
        }
        return begins;
    }

    @Override
    public long closes(Slot slot, long horizon) {
        return judge.closes(slot, horizon);
    }

    @Override
    public void contactsChanged() {
        judge.contactsChanged();
    }

    private boolean isLifted(Slot slot, long instant) {
        for (ExemptionRule exemption : exemptions) {
            boolean holds = Exemptions.holds(exemption, slot, instant, present);
            boolean heard = aboutConsent && !exemption.relations().isEmpty();
            if (holds && !(heard && Standing.isRefused(slot, present, instant))) {
                return true;
            }
        }
        return false;
    }
}

package io.tact.policy;

import io.tact.model.Consent;
import io.tact.model.Reason;
import io.tact.model.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule in one decision that exemptions of its own pack may lift. A relation lifts the need for consent, and lists, but
 * never a refusal: who said no to a sender is heard whatever binds them to it. Where the subscriber may be in several zones,
 * something must lift it on the clock of each.
 */
final class LiftedJudge implements Judge {
    private final Judge judge;
    private final boolean aboutHours;
    private final PolicyRule row;
    private final List<ExemptionRule> exemptions;
    private final List<Present> zones;
    private final long now;
    private long @Nullable [] changes;

    /**
     * @param kind what the rule is about
     * @param row the row that it is, or the first of its rows
     */
    LiftedJudge(Judge judge, RuleKind kind, PolicyRule row, List<ExemptionRule> exemptions, Present present) {
        this.judge = judge;
        this.aboutHours = kind == RuleKind.HOURS;
        this.row = row;
        this.exemptions = exemptions;
        this.zones = present.inEveryZone();
        this.now = present.now();
    }

    @Override
    public boolean agreesToAll() {
        return judge.agreesToAll();
    }

    @Override
    public @Nullable Reason objection(Slot slot, @Nullable String line) {
        Reason reason = judge.objection(slot, line);
        if (reason == null || isLifted(slot, now)) {
            return null;
        }
        return reason.curedAt(RowJudge.instant(next(slot, line, now)));
    }

    @Override
    public @Nullable CapAllowance allowance(Slot slot, @Nullable String line) {
        return isLifted(slot, now) ? null : judge.allowance(slot, line);
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
        for (long change : changes()) {
            next = change > from && change < next && isLifted(slot, change) ? change : next;
        }
        return next;
    }

    /** Where an exemption from hours ends, they are taken for closed: nobody has looked yet whether they are open then. */
    @Override
    public long closes(Slot slot, long horizon) {
        if (!aboutHours) {
            return NEVER;
        }
        long closing = judge.objection(slot, null) == null ? judge.closes(slot, horizon) : now;
        if (closing == NEVER || !isLifted(slot, closing)) {
            return closing == now ? NEVER : closing;
        }
        long first = NEVER;
        for (long change : changes()) {
            boolean sooner = change > closing && change <= horizon && change < first;
            first = sooner && !isLifted(slot, change) ? change : first;
        }
        return first;
    }

    @Override
    public void contactsChanged() {
        judge.contactsChanged();
    }

    /** The instants at which it may begin or cease to be lifted, in no order; they do not depend on the message. */
    private long[] changes() {
        if (changes == null) {
            changes = findChanges();
        }
        return changes;
    }

    private long[] findChanges() {
        List<Long> changes = new ArrayList<>();
        for (Present zone : zones) {
            for (ExemptionRule exemption : exemptions) {
                changes.addAll(Exemptions.changes(exemption, zone));
            }
        }
        if (row instanceof ConsentRule) {
            for (Consent consent : zones.get(0).subscriber().consents()) {
                changes.add(LocalClock.millis(consent.at()));
            }
        }
        return changes.stream().mapToLong(Long::longValue).toArray();
    }

    private boolean isLifted(Slot slot, long instant) {
        for (Present zone : zones) {
            if (!isLifted(slot, instant, zone)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLifted(Slot slot, long instant, Present present) {
        for (ExemptionRule exemption : exemptions) {
            if (Exemptions.holds(exemption, row.info(), slot, instant, present)
                    && (exemption.relations().isEmpty() || !isRefused(slot, instant, present))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a refusal stands that a row of consent must hear. */
    private boolean isRefused(Slot slot, long instant, Present present) {
        if (!(row instanceof ConsentRule consent)) {
            return false;
        }
        Consent ordinary = Standing.at(slot, present, instant, null, consent.validFor());
        Consent special = consent.special() == null
                ? null
                : Standing.at(slot, present, instant, consent.special(), consent.validFor());
        return (ordinary != null && !ordinary.granted()) || (special != null && !special.granted());
    }
}

package io.tact.policy;

import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When exemptions hold. Pure. */
final class Exemptions {
    private Exemptions() {}

    /** Whether an exemption holds for a message at an instant, as far as a row of its pack is concerned. */
    static boolean holds(ExemptionRule exemption, RuleInfo row, Slot slot, long instant, Present present) {
        return exemption.scope().covers(slot)
                && reaches(exemption.info(), row, present)
                && present.inForce(exemption.info(), instant)
                && (exemption.relations().isEmpty()
                        || isRelated(exemption.relations(), exemption.validFor(), slot, instant, present));
    }

    private static boolean reaches(RuleInfo exemption, RuleInfo row, Present present) {
        return exemption.jurisdiction() == null
                || present.where().isSurelyIn(exemption.jurisdiction(), row.jurisdiction());
    }

    /** Whether a relation of one of the kinds, covering the message, is in force, or ended not longer ago than given. */
    static boolean isRelated(
            Set<Relation.Kind> kinds, @Nullable Span validFor, Slot slot, long instant, Present present) {
        for (Relation relation : present.subscriber().circumstances().relations()) {
            if (kinds.contains(relation.kind())
                    && relation.covers(slot)
                    && begins(relation) <= instant
                    && instant < ends(relation, validFor, present)) {
                return true;
            }
        }
        return false;
    }

    /** The instants at which an exemption may begin or cease to hold, in no order. */
    static List<Long> changes(ExemptionRule exemption, Present present) {
        List<Long> changes = new ArrayList<>();
        RuleInfo info = exemption.info();
        if (info.effectiveFrom() != null) {
            changes.add(present.clock().startOf(info.effectiveFrom()));
        }
        if (info.effectiveTo() != null) {
            changes.add(present.clock().startOf(info.effectiveTo().plusDays(1)));
        }
        if (!exemption.relations().isEmpty()) {
            for (Relation relation : present.subscriber().circumstances().relations()) {
                changes.add(begins(relation));
                changes.add(ends(relation, exemption.validFor(), present));
            }
        }
        return changes;
    }

    /** From when a relation is in force. */
    static long begins(Relation relation) {
        return relation.at() == null ? Long.MIN_VALUE : LocalClock.millis(relation.at());
    }

    private static long ends(Relation relation, @Nullable Span validFor, Present present) {
        if (relation.until() == null) {
            return Judge.NEVER;
        }
        long until = LocalClock.millis(relation.until());
        return validFor == null ? until : WindowEnds.after(until, validFor, present.clock());
    }
}

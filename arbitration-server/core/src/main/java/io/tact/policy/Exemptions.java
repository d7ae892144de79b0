package io.tact.policy;

import io.tact.model.Relation;
import io.tact.model.Slot;
import io.tact.model.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When exemptions hold. Pure. */
final class Exemptions {
    private Exemptions() {}

    /** Whether an exemption holds for a message at an instant. */
    static boolean holds(ExemptionRule exemption, Slot slot, long instant, Present present) {
        return exemption.scope().covers(slot)
                && exemption.info().binds(present.where())
                && present.inForce(exemption.info(), instant)
                && (exemption.relations().isEmpty()
                        || isRelated(exemption.relations(), exemption.validFor(), slot, instant, present));
    }

    /** Whether a relation of one of the kinds, covering the message, is in force, or ended not longer ago than given. */
    static boolean isRelated(
            Set<Relation.Kind> kinds, @Nullable Span validFor, Slot slot, long instant, Present present) {
        for (Relation relation : present.subscriber().circumstances().relations()) {
            if (kinds.contains(relation.kind())
                    && relation.covers(slot)
                    && (relation.at() == null || LocalClock.millis(relation.at()) <= instant)
                    && instant < ends(relation, validFor, present)) {
                return true;
            }
        }
        return false;
    }

    private static long ends(Relation relation, @Nullable Span validFor, Present present) {
        if (relation.until() == null) {
            return Judge.NEVER;
        }
        long until = LocalClock.millis(relation.until());
        return validFor == null ? until : WindowEnds.after(until, validFor, present.clock());
    }
}

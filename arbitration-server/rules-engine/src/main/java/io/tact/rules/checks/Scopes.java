package io.tact.rules.checks;

import io.tact.model.Span;
import io.tact.policy.ExemptionRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what rows are about. Stateless. */
final class Scopes {
    private Scopes() {}

    /** Whether a scope has every message that another has. */
    static boolean contains(Scope wide, Scope narrow) {
        return has(wide.channels(), narrow.channels())
                && has(wide.directions(), narrow.directions())
                && has(wide.purposes(), narrow.purposes())
                && has(wide.categories(), narrow.categories())
                && has(wide.senders(), narrow.senders())
                && has(wide.senderClasses(), narrow.senderClasses())
                && has(wide.campaigns(), narrow.campaigns())
                && has(wide.offers(), narrow.offers())
                && has(wide.subjects(), narrow.subjects());
    }

    private static <T> boolean has(Set<T> wide, Set<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    /** Whether some message may be in both. */
    static boolean meet(Scope a, Scope b) {
        return meet(a.channels(), b.channels())
                && meet(a.directions(), b.directions())
                && meet(a.purposes(), b.purposes())
                && meet(a.categories(), b.categories())
                && meet(a.senders(), b.senders())
                && meet(a.senderClasses(), b.senderClasses())
                && meet(a.campaigns(), b.campaigns())
                && meet(a.offers(), b.offers())
                && meet(a.subjects(), b.subjects());
    }

    private static <T> boolean meet(Set<T> a, Set<T> b) {
        return a.isEmpty() || b.isEmpty() || a.stream().anyMatch(b::contains);
    }

    /** Whether a row binds wherever and whenever another does. */
    static boolean bindsWherever(RuleInfo wide, RuleInfo narrow) {
        String place = wide.jurisdiction();
        String other = narrow.jurisdiction();
        boolean where = place == null || (other != null && (other.equals(place) || other.startsWith(place + "-")));
        return where
                && Implication.contains(
                        wide.effectiveFrom(), wide.effectiveTo(), narrow.effectiveFrom(), narrow.effectiveTo());
    }

    /** Whether an exemption may let a message of the scope pass a row, or not count it there, and yet not let it pass another. */
    static boolean mayBeLifted(
            RuleInfo row, @Nullable RuleInfo other, Scope scope, RuleKind kind, Collection<ExemptionRule> exemptions) {
        return exemptions.stream()
                .filter(e -> e.info().pack().equals(row.pack()))
                .filter(e -> e.lifts(kind, row) || (kind == RuleKind.CAPS && !e.countsTowardCaps()))
                .filter(e -> other == null || !e.info().pack().equals(other.pack()) || !e.lifts(kind, other))
                .anyMatch(e -> meet(e.scope(), scope));
    }

    /** Whether a length of time is certainly as long as another, or longer. */
    static boolean isAsLong(Span a, Span b) {
        if (a.equals(b)) {
            return true;
        }
        if (a.period().isZero() && b.period().isZero()) {
            return a.duration().compareTo(b.duration()) >= 0;
        }
        boolean days = a.duration().isZero() && b.duration().isZero();
        return days
                && a.period().toTotalMonths() >= b.period().toTotalMonths()
                && a.period().getDays() >= b.period().getDays();
    }

    /** The rows of one kind. */
    static <T extends PolicyRule> List<T> of(Class<T> kind, Collection<PolicyRule> policy) {
        return policy.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

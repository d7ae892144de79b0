package io.tact.policy;

import io.tact.model.Condition;
import io.tact.model.Selector;
import io.tact.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must not go together. */
public sealed interface ExclusionRule extends PolicyRule {

    /** Conditions on the subscriber under which the row applies; empty for always. */
    List<Condition> when();

    /**
     * {@code a} and {@code b} never in one decision, nor one within a time after the other, whichever came first.
     *
     * @param info the row
     * @param a one side
     * @param b the other side
     * @param within how long after a contact with one the other is withheld; null for in one decision only
     * @param when conditions, or none
     */
    record NeverTogether(RuleInfo info, Selector a, Selector b, @Nullable Span within, List<Condition> when)
            implements ExclusionRule {
        public NeverTogether {
            when = List.copyOf(when);
        }
    }

    /**
     * At most one per value of a dimension in one decision, and within a time after it.
     *
     * @param info the row
     * @param dimension the dimension
     * @param only the one value it is about; null for each value
     * @param within how long after a contact the next of the same value is withheld; null for in one decision only
     * @param when conditions, or none
     */
    record OnePer(
            RuleInfo info,
            Selector.Dimension dimension,
            @Nullable String only,
            @Nullable Span within,
            List<Condition> when)
            implements ExclusionRule {
        public OnePer {
            when = List.copyOf(when);
        }
    }

    /**
     * Withholds {@code what} while the conditions hold.
     *
     * @param info the row
     * @param what the candidates withheld
     * @param when at least one condition
     */
    record Withholds(RuleInfo info, Selector what, List<Condition> when) implements ExclusionRule {
        public Withholds {
            when = List.copyOf(when);
        }
    }
}

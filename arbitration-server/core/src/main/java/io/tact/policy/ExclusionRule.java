package io.tact.policy;

import io.tact.model.Condition;
import io.tact.model.Direction;
import io.tact.model.Selector;
import io.tact.model.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must not go together. */
public sealed interface ExclusionRule extends PolicyRule {

    /** The directions of the candidates that the row may withhold; empty for any. */
    Set<Direction> directions();

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
     * @param directions the directions of the candidates it may withhold, or empty for any
     */
    record NeverTogether(
            RuleInfo info,
            Selector a,
            Selector b,
            @Nullable Span within,
            List<Condition> when,
            Set<Direction> directions)
            implements ExclusionRule {
        public NeverTogether {
            when = List.copyOf(when);
            directions = Set.copyOf(directions);
        }

        /** A row for outbound candidates. */
        public NeverTogether(RuleInfo info, Selector a, Selector b, @Nullable Span within, List<Condition> when) {
            this(info, a, b, within, when, Set.of(Direction.OUTBOUND));
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
     * @param directions the directions of the candidates it may withhold, or empty for any
     */
    record OnePer(
            RuleInfo info,
            Selector.Dimension dimension,
            @Nullable String only,
            @Nullable Span within,
            List<Condition> when,
            Set<Direction> directions)
            implements ExclusionRule {
        public OnePer {
            when = List.copyOf(when);
            directions = Set.copyOf(directions);
        }

        /** A row for outbound candidates. */
        public OnePer(
                RuleInfo info,
                Selector.Dimension dimension,
                @Nullable String only,
                @Nullable Span within,
                List<Condition> when) {
            this(info, dimension, only, within, when, Set.of(Direction.OUTBOUND));
        }
    }

    /**
     * Withholds {@code what} while the conditions hold.
     *
     * @param info the row
     * @param what the candidates withheld
     * @param when at least one condition
     * @param directions the directions of the candidates it may withhold, or empty for any
     */
    record Withholds(RuleInfo info, Selector what, List<Condition> when, Set<Direction> directions)
            implements ExclusionRule {
        public Withholds {
            when = List.copyOf(when);
            directions = Set.copyOf(directions);
        }

        /** A row for outbound candidates. */
        public Withholds(RuleInfo info, Selector what, List<Condition> when) {
            this(info, what, when, Set.of(Direction.OUTBOUND));
        }
    }

    /**
     * {@code a} not within a time after {@code b}.
     *
     * @param info the row
     * @param a what is withheld
     * @param b after what
     * @param within for how long
     * @param when conditions, or none
     * @param directions the directions of the candidates it may withhold, or empty for any
     */
    record NotAfter(RuleInfo info, Selector a, Selector b, Span within, List<Condition> when, Set<Direction> directions)
            implements ExclusionRule {
        public NotAfter {
            when = List.copyOf(when);
            directions = Set.copyOf(directions);
        }
    }

    /**
     * {@code a} only within a time after {@code b}.
     *
     * @param info the row
     * @param a what is withheld otherwise
     * @param b after what
     * @param within for how long; null for as long as it is remembered
     * @param when conditions, or none
     * @param directions the directions of the candidates it may withhold, or empty for any
     */
    record OnlyAfter(
            RuleInfo info,
            Selector a,
            Selector b,
            @Nullable Span within,
            List<Condition> when,
            Set<Direction> directions)
            implements ExclusionRule {
        public OnlyAfter {
            when = List.copyOf(when);
            directions = Set.copyOf(directions);
        }
    }
}

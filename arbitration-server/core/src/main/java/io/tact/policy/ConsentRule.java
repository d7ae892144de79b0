package io.tact.policy;

import io.tact.model.Relation;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the subscriber must have agreed to.
 *
 * @param info the row
 * @param scope which candidates must obey
 * @param model which kind of agreement
 * @param validFor how long a grant holds; null for as long as it says itself
 * @param special the special consent it asks for; null for the ordinary one
 * @param softFor the relations that stand for a grant under {@link Model#SOFT_OPT_IN}
 * @param list the do-not-call list to be asked too; null for none
 */
public record ConsentRule(
        RuleInfo info,
        Scope scope,
        Model model,
        @Nullable Span validFor,
        @Nullable SpecialConsent special,
        Set<Relation.Kind> softFor,
        @Nullable ListCheck list)
        implements PolicyRule {
    public ConsentRule {
        softFor = Set.copyOf(softFor);
    }

    /** A row about ordinary consent alone. */
    public ConsentRule(RuleInfo info, Scope scope, Model model, @Nullable Span validFor) {
        this(info, scope, model, validFor, null, Set.of(), null);
    }

    /**
     * A do-not-call list to be asked.
     *
     * @param name the list
     * @param maxAge how old it may be; null for any age
     * @param liftedByConsent whether a grant in force makes it unimportant
     */
    public record ListCheck(String name, @Nullable Span maxAge, boolean liftedByConsent) {}

    /** Which kind of agreement. */
    public enum Model {
        /** A grant in force is needed; unknown is no. */
        OPT_IN,
        /** Allowed unless refused; unknown is yes. */
        OPT_OUT,
        /** A grant in force is needed, or a relation in its place while nothing was refused. */
        SOFT_OPT_IN,
        /** Not allowed at all. */
        PROHIBITED,
        /** Nothing is needed: the row only says so. */
        NONE
    }
}

package io.tact.policy;

import io.tact.model.Span;
import org.jspecify.annotations.Nullable;

/**
 * What the subscriber must have agreed to.
 *
 * @param info the row
 * @param scope which candidates must obey
 * @param model which kind of agreement
 * @param validFor how long a grant holds; null for as long as it says itself
 */
public record ConsentRule(RuleInfo info, Scope scope, Model model, @Nullable Span validFor) implements PolicyRule {

    /** Which kind of agreement. */
    public enum Model {
        /** A grant in force is needed; unknown is no. */
        OPT_IN,
        /** Allowed unless refused; unknown is yes. */
        OPT_OUT
    }
}

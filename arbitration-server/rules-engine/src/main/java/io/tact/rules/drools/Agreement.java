package io.tact.rules.drools;

import io.tact.model.Relation;
import io.tact.model.SpecialConsent;
import io.tact.policy.ConsentRule;
import io.tact.policy.Scope;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one row of consent asks for, as {@link DrlPrinter} prints it.
 *
 * @param model which kind of agreement
 * @param validity how long a grant holds; null for as long as it says itself
 * @param special the special consent that is meant; null for the ordinary one
 * @param soft the relations that stand for a grant, separated by blanks
 * @param list the do-not-call list to be asked; null for none
 */
public record Agreement(
        String model,
        @Nullable String validity,
        @Nullable String special,
        String soft,
        ConsentRule.@Nullable ListCheck list) {

    /** This agreement, a grant holding for so long. */
    public Agreement validFor(String length) {
        return new Agreement(model, length, special, soft, list);
    }

    /** This agreement, by a special consent. */
    public Agreement special(String which) {
        return new Agreement(model, validity, which, soft, list);
    }

    /** This agreement, for which some relations stand too; separated by blanks. */
    public Agreement softFor(String relations) {
        return new Agreement(model, validity, special, relations, list);
    }

    /** Not being on a list that must not be older than that; null for of any age. */
    public Agreement notOn(String name, @Nullable String maxAge) {
        return new Agreement(
                model, validity, special, soft, new ConsentRule.ListCheck(name, Written.span(maxAge), false));
    }

    /** Not being on a list that must not be older than that, null for of any age, or a grant in force. */
    public Agreement notOnUnlessGranted(String name, @Nullable String maxAge) {
        return new Agreement(
                model, validity, special, soft, new ConsentRule.ListCheck(name, Written.span(maxAge), true));
    }

    ConsentRule rule() {
        return new ConsentRule(
                Written.info("consent#row"),
                Scope.ANY,
                ConsentRule.Model.valueOf(model),
                Written.span(validity),
                special == null ? null : SpecialConsent.valueOf(special),
                Written.words(soft).map(Relation.Kind::valueOf).collect(Collectors.toSet()),
                list);
    }
}

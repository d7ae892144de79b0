package io.tact.rules.packs;

import io.tact.policy.ConsentRule;
import org.jspecify.annotations.Nullable;

/** Rows of consent, in words. */
final class ConsentWords {
    private ConsentWords() {}

    static String of(ConsentRule row) {
        return Words.capital(Words.messages(row.scope())) + ": " + model(row) + "." + list(row.list());
    }

    private static String model(ConsentRule row) {
        return switch (row.model()) {
            case OPT_IN -> "only with " + consent(row) + valid(row);
            case OPT_OUT -> "allowed unless the person refused";
            case SOFT_OPT_IN -> "only with consent" + valid(row) + ", or, as long as nothing was refused, to "
                    + Words.related(row.softFor());
            case PROHIBITED -> "not allowed at all";
            case NONE -> "no consent is needed";
        };
    }

    private static String consent(ConsentRule row) {
        return row.special() == null ? "consent" : "the special " + Words.consent(row.special());
    }

    private static String valid(ConsentRule row) {
        return row.validFor() == null ? "" : " that is not older than " + Words.span(row.validFor());
    }

    private static String list(ConsentRule.@Nullable ListCheck list) {
        if (list == null) {
            return "";
        }
        String age = list.maxAge() == null
                ? "if it is not loaded, nothing is sent"
                : "if it is not loaded or older than " + Words.span(list.maxAge()) + ", nothing is sent";
        return " Not to who is on the do-not-call list " + list.name()
                + (list.liftedByConsent() ? " without consent" : "") + "; " + age
                + (list.liftedByConsent() ? " without consent." : ".");
    }
}

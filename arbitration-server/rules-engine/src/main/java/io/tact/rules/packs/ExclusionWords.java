package io.tact.rules.packs;

import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.policy.ExclusionRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of exclusions, in words. Those of packs have no conditions. */
final class ExclusionWords {
    private ExclusionWords() {}

    static String of(ExclusionRule row) {
        if (row instanceof ExclusionRule.NeverTogether never) {
            return Words.capital(messages(never.a())) + " and " + messages(never.b()) + ": never in one decision"
                    + within(", nor within ", never.within(), " of each other") + ".";
        }
        if (row instanceof ExclusionRule.OnePer one) {
            String dimension = one.dimension().name().toLowerCase(Locale.ROOT);
            return "At most one message per " + dimension + (one.only() == null ? "" : ", for " + one.only())
                    + ", in one decision" + within(" and within ", one.within(), "") + ".";
        }
        if (row instanceof ExclusionRule.NotAfter not) {
            return Words.capital(messages(not.a())) + ": not within " + Words.span(not.within()) + " after "
                    + messages(not.b()) + ".";
        }
        if (row instanceof ExclusionRule.OnlyAfter only) {
            return Words.capital(messages(only.a())) + ": only after " + messages(only.b())
                    + within(", and within ", only.within(), " of them") + ".";
        }
        throw new IllegalArgumentException(row.info().name() + " asks for attributes, which a pack does not know");
    }

    private static String within(String before, @Nullable Span span, String after) {
        return span == null ? "" : before + Words.span(span) + after;
    }

    private static String messages(Selector selector) {
        return selector.dimension() == Selector.Dimension.ALL
                ? "all messages"
                : "messages of " + selector.dimension().name().toLowerCase(Locale.ROOT) + " " + selector.value();
    }
}

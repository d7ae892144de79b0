package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Selector.Dimension;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the names of messages that one rule writes: in selectors such as {@code category("DEVICE")}, in
 * {@code asksFor("SMS")}, and where a slot is compared with a constant. A name that nothing has would never match.
 */
final class NameCheck {
    private static final Map<String, Dimension> SELECTORS = Map.of(
            "campaign", Dimension.CAMPAIGN,
            "offer", Dimension.OFFER,
            "treatment", Dimension.TREATMENT,
            "category", Dimension.CATEGORY,
            "channel", Dimension.CHANNEL,
            "sender", Dimension.SENDER);

    private final RuleSource rule;
    private final List<Token> tokens;
    private final Vocabulary vocabulary;
    private final List<Problem> problems;

    NameCheck(RuleSource rule, Vocabulary vocabulary, List<Problem> problems) {
        this.rule = rule;
        this.tokens = rule.tokens();
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /**
     * Looks at what may begin at a token.
     *
     * @param inSlot whether the token stands in the constraints of a slot
     */
    void look(int i, boolean inSlot) {
        Token token = tokens.get(i);
        if (token.kind() != Token.Kind.WORD || i + 1 >= tokens.size()) {
            return;
        }
        boolean ofSomething = i > 0 && tokens.get(i - 1).isSign(".");
        Dimension dimension = SELECTORS.get(token.text());
        if (token.isWord("asksFor")) {
            argument(i, Dimension.CHANNEL);
        } else if (dimension != null && !ofSomething && tokens.get(i + 1).isSign("(")) {
            argument(i, dimension);
        } else if (dimension != null && !ofSomething && inSlot) {
            boolean nameOfChannel = dimension == Dimension.CHANNEL
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).isSign(".")
                    && tokens.get(i + 2).isWord("name");
            compared(nameOfChannel ? i + 3 : i + 1, dimension);
        }
    }

    /** The one argument of a call, if it is a constant. */
    private void argument(int call, Dimension dimension) {
        if (call + 3 < tokens.size()
                && tokens.get(call + 1).isSign("(")
                && tokens.get(call + 3).isSign(")")) {
            name(tokens.get(call + 2), dimension);
        }
    }

    private void compared(int sign, Dimension dimension) {
        if (sign + 1 >= tokens.size()) {
            return;
        }
        if (tokens.get(sign).isSign("==") || tokens.get(sign).isSign("!=")) {
            name(tokens.get(sign + 1), dimension);
            return;
        }
        int list = tokens.get(sign).isWord("not") ? sign + 1 : sign;
        if (tokens.get(list).isWord("in")) {
            for (int i = list + 1; i < tokens.size() && !tokens.get(i).isSign(")"); i++) {
                name(tokens.get(i), dimension);
            }
        }
    }

    private void name(Token token, Dimension dimension) {
        String name = token.text();
        if (token.kind() != Token.Kind.TEXT) {
            return;
        }
        if (!vocabulary.knows(dimension, name)) {
            problems.add(rule.file()
                    .problem(
                            token,
                            written(dimension) + " \"" + name + "\" is not in the catalogue",
                            advice(dimension, name)));
        } else if (dimension == Dimension.CHANNEL && !Channel.isName(name)) {
            problems.add(rule.file()
                    .problem(
                            token,
                            "\"" + name + "\" is not the name of a channel",
                            "Write it like SMS or CALL_CENTRE"));
        }
    }

    private String advice(Dimension dimension, String name) {
        Optional<Dimension> other = vocabulary.dimensionOf(name);
        return other.map(found -> "It is a " + written(found) + ": maybe " + written(found) + "(\"" + name + "\")")
                .orElseGet(() -> Closest.adviceOrList(name, vocabulary.of(dimension)));
    }

    private static String written(Dimension dimension) {
        return dimension.name().toLowerCase(Locale.ROOT);
    }
}

package io.tact.rules.drools;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words where the actions of a rule are no Java. The parser names the last token that it understood: in line 2
 * it begins to count at the first action, whose indentation it does not see.
 */
final class ActionSyntax {
    private static final Pattern ERROR =
            Pattern.compile("\\(line (\\d+),col (\\d+)\\) Parse error\\. .*expected (.*)$");

    private final RuleSource rule;

    ActionSyntax(RuleSource rule) {
        this.rule = rule;
    }

    /** @param said the first line of what the parser said */
    Problem problem(String said) {
        Matcher error = ERROR.matcher(said);
        int understood =
                error.find() ? understood(Integer.parseInt(error.group(1)), Integer.parseInt(error.group(2))) : -1;
        List<Token> tokens = rule.tokens();
        if (understood < 0 || understood + 1 >= tokens.size()) {
            return rule.file()
                    .problem(
                            tokens.get(then()),
                            "the actions of rule \"" + rule.name() + "\" are not understood",
                            "Maybe a bracket or a ; is missing, or one is too many");
        }
        Token found = tokens.get(understood + 1);
        String expected = error.group(3);
        if (understood + 1 == tokens.size() - 1) {
            return rule.file()
                    .problem(
                            tokens.get(understood),
                            "the actions of rule \"" + rule.name() + "\" end too early",
                            "Maybe a " + missing(expected) + " is missing at the end");
        }
        return rule.file()
                .problem(
                        found,
                        "unexpected \"" + found.text() + "\" in the actions of rule \"" + rule.name() + "\"",
                        found.isSign(")") && expected.contains("\";\"")
                                ? "Maybe this ) is one too many"
                                : "Maybe a " + missing(expected) + " is missing before it");
    }

    /** What is most likely to be missing of all that would be allowed. */
    private static String missing(String expected) {
        for (String sign : List.of(";", ")", "}", "(", "]")) {
            boolean value = expected.contains("\"new\"");
            if (expected.contains("\"" + sign + "\"") && !value) {
                return sign;
            }
        }
        return "value";
    }

    private int then() {
        for (int i = 0; i < rule.tokens().size(); i++) {
            Token token = rule.tokens().get(i);
            if (token.isWord("then") && token.line() == rule.thenLine()) {
                return i;
            }
        }
        return 0;
    }

    /** The index of the token that the parser places there; −1 if it stands nowhere. */
    private int understood(int line, int column) {
        int then = then();
        @Nullable Place first = firstAction(rule.tokens().get(then));
        if (first == null || line < 2) {
            return -1;
        }
        int realLine = first.line + line - 2;
        int realColumn = line == 2 ? first.column + column - 1 : column;
        for (int i = then + 1; i < rule.tokens().size(); i++) {
            Token token = rule.tokens().get(i);
            if (token.line() == realLine && token.column() == realColumn) {
                return i;
            }
        }
        return -1;
    }

    private record Place(int line, int column) {}

    /** Where the actions begin, be it with a comment. */
    private @Nullable Place firstAction(Token then) {
        String text = rule.file().text();
        int line = then.line();
        int lineStart = then.start() - then.column() + 1;
        for (int i = then.end(); i < rule.end(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            } else if (!Character.isWhitespace(text.charAt(i))) {
                return new Place(line, i - lineStart + 1);
            }
        }
        return null;
    }
}

package io.tact.rules.drools.grammar;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says whether a rule is written in the language that rules may be written in. */
public final class RuleGrammar {
    private static final Set<String> RESERVED = Set.of(
            "verdicts",
            "this",
            "true",
            "false",
            "null",
            "not",
            "in",
            "matches",
            "and",
            "or",
            "exists",
            "when",
            "then",
            "end",
            "rule",
            "if",
            "else",
            "final",
            "var",
            "Math");

    private RuleGrammar() {}

    /**
     * Reads one rule. Only a rule of which nothing is reported may be built.
     *
     * @param problems gets what is not allowed, by file, line and column
     * @return what its conditions cost; empty if it could not be read to its end
     */
    public static Optional<Shape> check(RuleSource rule, List<Problem> problems) {
        Cursor cursor = new Cursor(rule, problems);
        Scope scope = new Scope();
        Expressions expressions = new Expressions(cursor, scope);
        int before = problems.size();
        checkTokens(cursor);
        try {
            new Header(cursor).read();
            cursor.take("when");
            Shape shape = new Conditions(cursor, scope, expressions).read();
            cursor.next();
            cursor.enterActions();
            new Actions(cursor, scope, expressions).read();
            return problems.size() == before ? Optional.of(shape) : Optional.empty();
        } catch (Cursor.Lost lost) {
            return Optional.empty();
        }
    }

    private static void checkTokens(Cursor cursor) {
        for (Token token : cursor.rule().tokens()) {
            if (token.kind() == Token.Kind.WORD && !isPlain(token.text())) {
                cursor.report(token, "\"" + token.text() + "\" has letters that a name cannot have", "Use a to z");
            } else if (token.kind() == Token.Kind.NUMBER && token.text().length() > Bounds.DIGITS) {
                cursor.report(token, "a number with more than " + Bounds.DIGITS + " digits", "Shorten it");
            }
        }
    }

    private static boolean isPlain(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    /** Refuses to give a name that means something already. */
    static void checkName(Cursor cursor, Token name) {
        boolean taken = RESERVED.contains(name.text())
                || !Words.banned(name.text()).isEmpty()
                || Allowed.LOCALS.containsKey(name.text())
                || Scope.fact(name.text()) != null
                || Scope.enumeration(name.text()) != null;
        if (taken) {
            cursor.report(
                    name,
                    "\"" + name.text() + "\" has a meaning already",
                    "Choose another name, such as $" + name.text());
        }
    }
}

package io.tact.rules.drools.grammar;

import io.tact.facts.Verdicts;
import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.allowed.QuickRegex;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of one rule: literals, names, calls of what is allowed, arithmetic and comparisons. */
final class Expressions {
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final String ESCAPES = "\"\\ntr";
    private static final String MATH = "Math";

    private final Cursor cursor;
    private final Scope scope;
    private int sums;

    Expressions(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    /**
     * Where an expression stands.
     *
     * @param fact the fact whose properties can be named alone; null in actions
     */
    record Place(@Nullable Class<?> fact) {
        static final Place ACTION = new Place(null);

        boolean isCondition() {
            return fact != null;
        }
    }

    /** Reads one expression and gives its type, {@code Object} if it is not known. */
    Class<?> read(Place place) {
        cursor.enter();
        Class<?> type = operand(place);
        boolean alone = true;
        while (true) {
            if (place.isCondition() && isWordOperator()) {
                wordOperator(place);
            } else if (cursor.peek().kind() == Token.Kind.SIGN
                    && OPERATORS.contains(cursor.peek().text())) {
                Token operator = cursor.next();
                countSum(operator);
                // DRL may leave out the left side: direction == A || == B.
                if (place.isCondition() && isShort(operator)) {
                    cursor.next();
                }
                operand(place);
            } else {
                break;
            }
            alone = false;
        }
        if (!place.isCondition() && cursor.take("?")) {
            read(place);
            expect(":");
            read(place);
            alone = false;
        }
        cursor.leave();
        return alone ? type : Object.class;
    }

    private boolean isShort(Token operator) {
        return (operator.isSign("||") || operator.isSign("&&"))
                && cursor.peek().kind() == Token.Kind.SIGN
                && COMPARISONS.contains(cursor.peek().text());
    }

    private void countSum(Token operator) {
        sums += operator.isSign("+") ? 1 : 0;
        if (sums > Bounds.SUMS) {
            throw cursor.refuse(
                    operator,
                    "more than " + Bounds.SUMS + " + in one rule",
                    "Texts that are put together again and again would grow without bound");
        }
    }

    private boolean isWordOperator() {
        int word = cursor.isWord("not") ? 1 : 0;
        Token token = cursor.peek(word);
        return token.isWord("in") || token.isWord("matches");
    }

    private void wordOperator(Place place) {
        cursor.take("not");
        if (cursor.next().isWord("in")) {
            expect("(");
            arguments(place);
            return;
        }
        Token pattern = cursor.next();
        if (pattern.kind() != Token.Kind.TEXT) {
            throw cursor.refuse(
                    pattern, "matches needs its pattern as a text", "Write it out, such as matches \"A.*\"");
        }
        checkText(pattern);
        checkPattern(pattern);
    }

    private void checkPattern(Token pattern) {
        boolean quick;
        try {
            quick = QuickRegex.is(pattern.text().replace("\\\\", "\\"));
        } catch (PatternSyntaxException e) {
            throw cursor.refuse(pattern, "\"" + pattern.text() + "\" is no pattern", "Maybe a bracket is missing");
        }
        if (!quick) {
            cursor.report(
                    pattern,
                    "matching \"" + pattern.text() + "\" could take very long",
                    "Only a character or a [class] may repeat, at most two of them, beside few | and ?");
        }
    }

    private Class<?> operand(Place place) {
        while (cursor.isSign("-") || cursor.isSign("!") || cursor.isSign("+")) {
            cursor.next();
        }
        Token token = cursor.peek();
        Class<?> type =
                switch (token.kind()) {
                    case TEXT -> {
                        checkText(token);
                        cursor.next();
                        yield String.class;
                    }
                    case NUMBER -> number(cursor.next());
                    case WORD -> word(place);
                    case SIGN -> bracket(place);
                };
        return members(type, place);
    }

    private Class<?> bracket(Place place) {
        if (!cursor.take("(")) {
            throw unexpected("value");
        }
        Class<?> type = read(place);
        expect(")");
        return type;
    }

    private static Class<?> number(Token token) {
        return token.text().contains(".") ? double.class : int.class;
    }

    private void checkText(Token token) {
        String text = token.text();
        if (cursor.rule().file().text().charAt(token.start()) != '"') {
            cursor.report(token, "a text stands in single quotes", "Write \"" + text + "\"");
        }
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
            if (i + 1 == text.length() || ESCAPES.indexOf(text.charAt(i + 1)) < 0) {
                cursor.report(
                        token, "this text has a \\ that stands before none of \" \\ n t r", "Write \\\\ for a \\");
                break;
            }
        }
        if (text.length() > Bounds.TEXT) {
            cursor.report(token, "this text is longer than " + Bounds.TEXT + " characters", "Shorten it");
        }
    }

    private Class<?> word(Place place) {
        Token name = cursor.next();
        boolean called = cursor.isSign("(");
        if (!called) {
            return value(name, place);
        }
        Class<?> type = call(name, place);
        cursor.next();
        arguments(place);
        return type;
    }

    private Class<?> call(Token name, Place place) {
        Class<?> own = place.fact() == null ? null : Scope.member(place.fact(), name.text(), true);
        if (own != null && !Scope.functions().contains(name.text())) {
            return own;
        }
        if (Scope.functions().contains(name.text())) {
            return own == null ? Scope.function(name.text()) : Object.class;
        }
        Class<?> fact = place.fact();
        Collection<String> near = new TreeSet<>(Scope.functions());
        if (fact != null) {
            near.addAll(Scope.namesOf(fact));
        }
        String what = fact == null || fact == Object.class
                ? "there is no " + name.text() + "(…)"
                : fact.getSimpleName() + " has no " + name.text() + "(…)";
        cursor.report(name, what, Words.advice(name.text(), near));
        return Object.class;
    }

    private Class<?> value(Token name, Place place) {
        String word = name.text();
        Class<?> fact = place.fact();
        if (word.equals("true") || word.equals("false")) {
            return boolean.class;
        } else if (word.equals("null") || (word.equals("this") && fact != null)) {
            return word.equals("this") && fact != null ? fact : Object.class;
        } else if (scope.binds(word)) {
            return scope.bound(word);
        } else if (word.equals(Allowed.VERDICTS) && fact == null) {
            return Verdicts.class;
        }
        Class<?> type = fact == null ? null : Scope.member(fact, word, false);
        if (type != null) {
            return type;
        }
        boolean qualified = cursor.isSign(".");
        Class<?> enumeration = Scope.enumeration(word);
        if (qualified && enumeration != null) {
            return constant(enumeration);
        } else if (qualified && word.equals(MATH)) {
            return Math.class;
        }
        Set<String> near = new TreeSet<>(scope.boundNames());
        if (fact != null) {
            near.addAll(Scope.namesOf(fact));
        }
        cursor.report(
                name,
                fact == null || fact == Object.class || qualified
                        ? "there is no " + word + " here"
                        : fact.getSimpleName() + " has no " + word,
                Words.advice(word, near));
        return Object.class;
    }

    private Class<?> constant(Class<?> enumeration) {
        cursor.next();
        Token constant = cursor.next();
        Set<String> all = new TreeSet<>();
        for (Object one : enumeration.getEnumConstants()) {
            all.add(((Enum<?>) one).name());
        }
        if (!all.contains(constant.text())) {
            cursor.report(
                    constant,
                    enumeration.getSimpleName() + " has no " + constant.text(),
                    Closest.adviceOrList(constant.text(), all));
        }
        return enumeration;
    }

    private Class<?> members(Class<?> start, Place place) {
        Class<?> type = start;
        while (cursor.take(".")) {
            Token name = cursor.next();
            if (name.kind() != Token.Kind.WORD) {
                throw cursor.refuse(
                        name, "\"" + name.text() + "\" cannot stand after a dot", "Write the name of a property");
            }
            boolean called = cursor.isSign("(");
            type = member(type, name, called);
            if (called) {
                cursor.next();
                arguments(place);
            }
        }
        return type;
    }

    private Class<?> member(Class<?> type, Token name, boolean called) {
        Class<?> found = Scope.member(type, name.text(), called);
        if (found != null) {
            return found;
        }
        String written = name.text() + (called ? "(…)" : "");
        cursor.report(
                name,
                type == Object.class ? written + " is not allowed here" : type.getSimpleName() + " has no " + written,
                Words.advice(name.text(), Scope.namesOf(type)));
        return Object.class;
    }

    /** What stands between brackets, and the closing one. */
    void arguments(Place place) {
        if (cursor.take(")")) {
            return;
        }
        do {
            read(place);
        } while (cursor.take(","));
        expect(")");
    }

    void expect(String sign) {
        if (!cursor.take(sign)) {
            throw unexpected(sign);
        }
    }

    /** That something else was expected here. */
    Cursor.Lost unexpected(String expected) {
        Token found = cursor.peek();
        String banned = Words.banned(found.text());
        if (!banned.isEmpty()) {
            return cursor.refuse(found, "\"" + found.text() + "\" is not allowed in a rule", banned);
        }
        if (cursor.atEnd()) {
            return cursor.refuse(
                    cursor.previous(),
                    cursor.part() + " end too early",
                    "Maybe a " + expected + " is missing at the end");
        }
        return cursor.refuse(
                found,
                "unexpected \"" + found.text() + "\" in " + cursor.part(),
                found.isSign(")") || found.isSign("}")
                        ? "Maybe this " + found.text() + " is one too many"
                        : "Maybe a " + expected + " is missing before it");
    }
}

package io.tact.rules.drools.grammar;

import io.tact.model.Channel;
import io.tact.rules.drools.allowed.QuickRegex;
import io.tact.rules.drools.source.Token;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Reads the expressions of one rule: literals, names, calls of what is allowed, arithmetic and comparisons. */
final class Expressions {
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final String ESCAPES = "\"\\ntr";

    private final Cursor cursor;
    private final Names names;
    private int sums;

    Expressions(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.names = new Names(cursor, scope);
    }

    /** Reads one expression and gives its type, {@code Object} if it is not known. */
    Class<?> read(Place place) {
        cursor.enter();
        Class<?> type = operand(place);
        Class<?> left = type;
        boolean alone = true;
        while (true) {
            if (place.isCondition() && isWordOperator()) {
                wordOperator(left, place);
            } else if (cursor.peek().kind() == Token.Kind.SIGN
                    && OPERATORS.contains(cursor.peek().text())) {
                Token operator = cursor.next();
                countSum(operator);
                // DRL may leave out the left side: direction == A || == B.
                if (place.isCondition() && isShort(operator)) {
                    cursor.next();
                }
                left = operand(place);
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

    private void wordOperator(Class<?> left, Place place) {
        cursor.take("not");
        if (cursor.next().isWord("in")) {
            list(left, place);
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

    /** A list of which one value must be equal to the left side; one of another type never is, and Drools does not say so. */
    private void list(Class<?> left, Place place) {
        expect("(");
        boolean told = false;
        do {
            Token first = cursor.peek();
            Class<?> one = read(place);
            boolean known = left != Object.class && one != Object.class;
            if (!told && known && (left == String.class) != (one == String.class)) {
                told = true;
                cursor.report(
                        first,
                        "what is " + left.getSimpleName() + " is never equal to what is " + one.getSimpleName(),
                        left == Channel.class
                                ? "Write channel.name in (\"SMS\", …)"
                                : "Write values of the same type, such as Purpose.MARKETING for a purpose");
            }
        } while (cursor.take(","));
        expect(")");
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
            return names.value(name, place);
        }
        Class<?> type = names.call(name, place);
        cursor.next();
        arguments(place);
        return type;
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
            type = names.member(type, name, called);
            if (called) {
                cursor.next();
                arguments(place);
            }
        }
        return type;
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

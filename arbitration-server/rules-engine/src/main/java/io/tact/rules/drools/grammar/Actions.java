package io.tact.rules.drools.grammar;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.source.Token;

/** Reads the actions of one rule: calls, if, and local values that are never changed. */
final class Actions {
    private final Cursor cursor;
    private final Scope scope;
    private final Expressions expressions;
    private int statements;

    Actions(Cursor cursor, Scope scope, Expressions expressions) {
        this.cursor = cursor;
        this.scope = scope;
        this.expressions = expressions;
    }

    /** Reads up to the word {@code end}. */
    void read() {
        while (!cursor.atEnd()) {
            statement();
        }
    }

    private void statement() {
        statements++;
        if (statements > Bounds.STATEMENTS) {
            throw cursor.refuse(
                    cursor.peek(),
                    "more than " + Bounds.STATEMENTS + " actions in one rule",
                    "Write it as several rules");
        }
        if (cursor.take(";")) {
            return;
        }
        if (cursor.isSign("{")) {
            block();
        } else if (cursor.isWord("if")) {
            choice();
        } else if (isLocal()) {
            local();
        } else {
            call();
        }
    }

    private void block() {
        cursor.enter();
        cursor.next();
        while (!cursor.isSign("}") && !cursor.atEnd()) {
            statement();
        }
        expressions.expect("}");
        cursor.leave();
    }

    private void choice() {
        cursor.enter();
        cursor.next();
        expressions.expect("(");
        expressions.read(Place.ACTION);
        expressions.expect(")");
        statement();
        if (cursor.take("else")) {
            statement();
        }
        cursor.leave();
    }

    private boolean isLocal() {
        int type = cursor.isWord("final") ? 1 : 0;
        return cursor.peek(type).kind() == Token.Kind.WORD
                && cursor.peek(type + 1).kind() == Token.Kind.WORD
                && Words.banned(cursor.peek(type).text()).isEmpty()
                && cursor.peek(type + 2).isSign("=");
    }

    private void local() {
        cursor.take("final");
        Token type = cursor.next();
        Class<?> known = Allowed.LOCALS.get(type.text());
        if (known == null && !type.isWord("var")) {
            cursor.report(
                    type,
                    "a value of type " + type.text() + " cannot be kept",
                    "Write var, or one of "
                            + String.join(
                                    ", ",
                                    Allowed.LOCALS.keySet().stream().sorted().toList()));
        }
        Token name = cursor.next();
        RuleGrammar.checkName(cursor, name);
        cursor.next();
        Class<?> value = expressions.read(Place.ACTION);
        scope.bind(name.text(), known == null ? value : known);
        expressions.expect(";");
    }

    private void call() {
        Token first = cursor.peek();
        if (first.kind() != Token.Kind.WORD || !Words.banned(first.text()).isEmpty()) {
            throw expressions.unexpected("value");
        }
        expressions.read(Place.ACTION);
        boolean called = cursor.previous().isSign(")");
        if (cursor.isSign("=") || !called) {
            throw expressions.unexpected(called ? ";" : "call");
        }
        expressions.expect(";");
    }
}

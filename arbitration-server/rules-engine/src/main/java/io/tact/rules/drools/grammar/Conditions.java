package io.tact.rules.drools.grammar;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of one rule: patterns over facts, not, exists, and, or, and accumulate with Drools' own functions. */
final class Conditions {
    private final Cursor cursor;
    private final Scope scope;
    private final Expressions expressions;
    private final List<String> patterns = new ArrayList<>();
    private int many;

    Conditions(Cursor cursor, Scope scope, Expressions expressions) {
        this.cursor = cursor;
        this.scope = scope;
        this.expressions = expressions;
    }

    /** Reads up to the word {@code then}. */
    Shape read() {
        int alternatives = 1;
        while (!cursor.isWord("then")) {
            alternatives *= any();
            if (alternatives > Bounds.ALTERNATIVES) {
                throw cursor.refuse(
                        cursor.previous(),
                        "or gives more than " + Bounds.ALTERNATIVES + " combinations of conditions",
                        "Write it as several rules");
            }
        }
        return new Shape(patterns, many, alternatives);
    }

    /** Alternatives between patterns: each is built as a rule of its own, so that they do not pair their facts. */
    private int any() {
        int before = many;
        int alternatives = all();
        int most = many;
        while (cursor.take("or") || cursor.take("||")) {
            many = before;
            alternatives += all();
            most = Math.max(most, many);
        }
        many = most;
        return alternatives;
    }

    private int all() {
        int alternatives = one();
        while (cursor.take("and") || cursor.take("&&")) {
            alternatives *= one();
        }
        return alternatives;
    }

    private int one() {
        cursor.enter();
        int alternatives = 1;
        if (cursor.take("not") || cursor.take("exists")) {
            one();
        } else if (cursor.take("(")) {
            alternatives = any();
            expressions.expect(")");
        } else if (cursor.isWord("accumulate")) {
            cursor.next();
            accumulate(null);
        } else {
            pattern();
        }
        cursor.leave();
        return alternatives;
    }

    private void pattern() {
        Token label = label();
        Token type = cursor.next();
        if (type.kind() != Token.Kind.WORD || !Words.banned(type.text()).isEmpty()) {
            String banned = Words.banned(type.text());
            throw cursor.refuse(
                    type,
                    "\"" + type.text() + "\" is not allowed in a rule",
                    banned.isEmpty() ? "Write a fact, such as Profile( … )" : banned);
        }
        boolean number = Allowed.NUMBERS.contains(type.text());
        Class<?> fact = number ? Object.class : Scope.fact(type.text());
        if (fact == null) {
            throw cursor.refuse(type, "there is no fact " + type.text(), facts(type.text()));
        }
        expressions.expect("(");
        constraints(fact, ")");
        bind(label, fact);
        if (number) {
            fromAccumulate(type);
        } else {
            count(type);
        }
    }

    private static String facts(String written) {
        return Closest.adviceOrList(
                        written,
                        Allowed.FACTS.stream().map(Class::getSimpleName).toList())
                .replaceFirst("^There are ", "The facts are ");
    }

    private void count(Token type) {
        patterns.add(type.text());
        many += Allowed.MANY.contains(type.text()) ? 1 : 0;
        if (patterns.size() > Bounds.PATTERNS) {
            throw cursor.refuse(
                    type, "a rule has more than " + Bounds.PATTERNS + " patterns", "Write it as several rules");
        }
        if (many > Bounds.MANY) {
            throw cursor.refuse(
                    type,
                    "a rule pairs " + type.text() + " with itself more than " + Bounds.MANY + " times",
                    "There may be many, and each more multiplies the work: write it as several rules");
        }
    }

    private void fromAccumulate(Token type) {
        boolean accumulates = cursor.isWord("from") && cursor.peek(1).isWord("accumulate");
        if (!accumulates) {
            throw cursor.refuse(
                    type,
                    type.text() + " is no fact",
                    "Only accumulate gives one: " + type.text() + "() from accumulate(…)");
        }
        cursor.next();
        cursor.next();
        accumulate(type);
    }

    /** @param result the type of the result, in the form {@code Number() from accumulate(…)}; null in the other form */
    private void accumulate(@Nullable Token result) {
        patterns.add("accumulate");
        expressions.expect("(");
        any();
        if (!cursor.take(",")) {
            expressions.expect(";");
        }
        do {
            Token label = result == null ? label() : null;
            function();
            bind(label, Object.class);
        } while (cursor.take(","));
        if (result == null && cursor.take(";")) {
            constraints(Object.class, ")");
        } else {
            expressions.expect(")");
        }
    }

    private void function() {
        Token function = cursor.next();
        if (!Allowed.AGGREGATES.contains(function.text())) {
            throw cursor.refuse(
                    function,
                    "there is no function " + function.text(),
                    Closest.adviceOrList(function.text(), Allowed.AGGREGATES));
        }
        expressions.expect("(");
        expressions.arguments(new Place(Object.class));
    }

    private void constraints(Class<?> fact, String end) {
        Place place = new Place(fact);
        if (cursor.take(end)) {
            return;
        }
        do {
            Token label = label();
            Class<?> type = expressions.read(place);
            bind(label, type);
        } while (cursor.take(","));
        expressions.expect(end);
    }

    /** The name before a colon, if there is one. */
    private @Nullable Token label() {
        boolean there =
                cursor.peek().kind() == Token.Kind.WORD && cursor.peek(1).isSign(":");
        if (!there) {
            return null;
        }
        Token label = cursor.next();
        cursor.next();
        return label;
    }

    private void bind(@Nullable Token label, Class<?> type) {
        if (label != null) {
            RuleGrammar.checkName(cursor, label);
            scope.bind(label.text(), type);
        }
    }
}

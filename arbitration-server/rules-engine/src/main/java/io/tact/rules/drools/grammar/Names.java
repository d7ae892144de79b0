package io.tact.rules.drools.grammar;

import io.tact.facts.Verdicts;
import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Says what the names in expressions mean, and reports those that mean nothing that rules may use. */
final class Names {
    private static final String MATH = "Math";

    private final Cursor cursor;
    private final Scope scope;

    Names(Cursor cursor, Scope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    /** The type of what a function or a method of the fact gives. */
    Class<?> call(Token name, Place place) {
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

    /** The type of a name that stands alone or begins a chain. */
    Class<?> value(Token name, Place place) {
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

    /** The type of what follows a dot. */
    Class<?> member(Class<?> type, Token name, boolean called) {
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
}

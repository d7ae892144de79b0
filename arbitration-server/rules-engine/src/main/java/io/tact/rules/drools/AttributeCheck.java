package io.tact.rules.drools;

import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import io.tact.rules.tables.Closest;
import io.tact.ruleset.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks every reading of an attribute in a rule against the data dictionary: its name, its type, where it comes from,
 * what it is compared with, and that a rule does not calculate with an attribute that may not be set.
 */
final class AttributeCheck {
    private static final Map<String, AttributeType> READERS = Map.of(
            "text", AttributeType.STRING,
            "number", AttributeType.NUMBER,
            "flag", AttributeType.BOOLEAN,
            "date", AttributeType.DATE,
            "instant", AttributeType.INSTANT);
    private static final Map<String, AttributeScope> FACTS =
            Map.of("Profile", AttributeScope.PROFILE, "Request", AttributeScope.CONTEXT);

    private final Vocabulary vocabulary;
    private final List<Problem> problems;

    AttributeCheck(Vocabulary vocabulary, List<Problem> problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    void look(RuleSource rule) {
        List<Token> tokens = rule.tokens();
        LiteralCheck literals = new LiteralCheck(rule, problems);
        NameCheck names = new NameCheck(rule, vocabulary, problems);
        Deque<String> heads = new ArrayDeque<>();
        Map<String, String> bound = new HashMap<>();
        Set<String> guarded = new HashSet<>();
        boolean consequence = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            consequence |= token.isWord("then");
            literals.look(i);
            names.look(i, heads.contains("Slot"));
            if (token.isSign("(")) {
                String head = i > 0 ? tokens.get(i - 1).text() : "";
                heads.push(head);
                if (FACTS.containsKey(head) && i > 2 && tokens.get(i - 2).isSign(":")) {
                    bound.put(tokens.get(i - 3).text(), head);
                }
            } else if (token.isSign(")") && !heads.isEmpty()) {
                heads.pop();
            } else if (isReading(tokens, i)) {
                Attribute attribute = known(rule, i, fact(tokens, i, heads, bound));
                if (attribute != null) {
                    lookAtUse(new Reading(rule, i, attribute, consequence), literals, guarded);
                }
            }
        }
    }

    /** One place at which a rule reads an attribute. */
    private record Reading(RuleSource rule, int at, Attribute attribute, boolean inConsequence) {
        Token reader() {
            return rule.tokens().get(at);
        }

        @Nullable Token after() {
            int next = at + 4;
            return next < rule.tokens().size() ? rule.tokens().get(next) : null;
        }

        Token before() {
            int start = at;
            while (start > 1 && rule.tokens().get(start - 1).isSign(".")) {
                start -= 2;
            }
            return rule.tokens().get(Math.max(start - 1, 0));
        }
    }

    private static boolean isReading(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        return token.kind() == Token.Kind.WORD
                && (READERS.containsKey(token.text()) || token.text().equals("isSet"))
                && i + 1 < tokens.size()
                && tokens.get(i + 1).isSign("(");
    }

    private static @Nullable String fact(List<Token> tokens, int i, Deque<String> heads, Map<String, String> bound) {
        if (i > 1 && tokens.get(i - 1).isSign(".") && !tokens.get(i - 2).isWord("this")) {
            return bound.get(tokens.get(i - 2).text());
        }
        return heads.stream().filter(FACTS::containsKey).findFirst().orElse(null);
    }

    private @Nullable Attribute known(RuleSource rule, int i, @Nullable String fact) {
        List<Token> tokens = rule.tokens();
        Token reader = tokens.get(i);
        Token name = i + 2 < tokens.size() ? tokens.get(i + 2) : reader;
        boolean literal = name.kind() == Token.Kind.TEXT
                && i + 3 < tokens.size()
                && tokens.get(i + 3).isSign(")");
        if (!literal) {
            report(
                    rule,
                    reader,
                    reader.text() + "(…) needs the name of one attribute as a text",
                    "Write it out, such as " + reader.text() + "(\"plan\")");
            return null;
        }
        Attribute attribute = vocabulary.dictionary().find(name.text());
        if (attribute == null) {
            reportUnknown(rule, name);
            return null;
        }
        AttributeType type = READERS.get(reader.text());
        if (type != null && type != attribute.type()) {
            report(
                    rule,
                    reader,
                    attribute.name() + " is a " + attribute.type() + ", not a " + type,
                    "Read it with " + reader(attribute.type()) + "(\"" + attribute.name() + "\")");
            return null;
        }
        if (fact != null && FACTS.get(fact) != attribute.scope()) {
            boolean profile = attribute.scope() == AttributeScope.PROFILE;
            report(
                    rule,
                    reader,
                    attribute.name() + " is an attribute of the " + (profile ? "profile" : "request context"),
                    "Ask the fact " + (profile ? "Profile" : "Request"));
            return null;
        }
        return attribute;
    }

    private void reportUnknown(RuleSource rule, Token name) {
        List<String> all = vocabulary.dictionary().attributes().stream()
                .map(Attribute::name)
                .toList();
        String close = Closest.advice(name.text(), all);
        report(
                rule,
                name,
                "attribute \"" + name.text() + "\" is not in the data dictionary",
                close.isEmpty() ? "Maybe add it to the table attributes" : close);
    }

    private void lookAtUse(Reading reading, LiteralCheck literals, Set<String> guarded) {
        Token reader = reading.reader();
        String name = reading.attribute().name();
        if (reader.isWord("isSet")) {
            guarded.add(name);
            return;
        }
        Token after = reading.after();
        boolean compared = after != null && LiteralCheck.COMPARISONS.contains(after.text())
                || LiteralCheck.COMPARISONS.contains(reading.before().text());
        literals.lookAtComparison(reading.at(), reading.attribute());
        if (!guarded.contains(name)) {
            refuseUnguarded(reading, compared);
        }
        if (compared && after != null && !after.isSign("!=")) {
            guarded.add(name);
        }
    }

    private void refuseUnguarded(Reading reading, boolean compared) {
        String name = reading.attribute().name();
        Token after = reading.after();
        boolean bare = reading.attribute().type() == AttributeType.BOOLEAN
                && !compared
                && !reading.inConsequence()
                && !reading.before().isSign(":");
        boolean calculated = reading.attribute().type() == AttributeType.NUMBER
                && (isArithmetic(after) || isArithmetic(reading.before()) || reading.inConsequence());
        if (bare) {
            report(
                    reading.rule(),
                    reading.reader(),
                    "flag(\"" + name + "\") alone cannot be judged where it is not set",
                    "Write flag(\"" + name + "\") == true, or == false");
        } else if (calculated) {
            report(
                    reading.rule(),
                    reading.reader(),
                    name + " may not be set, then there is nothing to calculate with",
                    "Ask isSet(\"" + name + "\") before it");
        }
    }

    private static boolean isArithmetic(@Nullable Token token) {
        return token != null
                && token.kind() == Token.Kind.SIGN
                && token.text().length() == 1
                && "+-*/%".contains(token.text());
    }

    static String reader(AttributeType type) {
        return switch (type) {
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "flag";
            case DATE -> "date";
            case INSTANT -> "instant";
        };
    }

    private void report(RuleSource rule, Token token, String what, String advice) {
        problems.add(rule.file().problem(token, what, advice));
    }
}

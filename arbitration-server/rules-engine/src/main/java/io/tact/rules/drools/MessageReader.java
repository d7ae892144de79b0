package io.tact.rules.drools;

import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Drools and its Java compiler say of one rule into problems at a line of the author's file. */
final class MessageReader {
    private static final String LISTING = "Java source of ";
    private static final Pattern CONSTRAINT = Pattern.compile("PredicateInformation\\(\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ACTION = Pattern.compile(
            "^Unable to parse consequence caused by: \\(line (\\d+),col (\\d+)\\) (?:Parse error\\. )?(.*)$");
    private static final Pattern METHOD =
            Pattern.compile("^Method (\\w+) on class (?:[\\w.]*\\.)?(\\w+) with arguments \\[(.*)] is missing$");
    private static final Pattern PROPERTY =
            Pattern.compile("IndexedBy\\([^,]*,[^,]*,[^,]*getPropertyIndex\\(\"(\\w+)\"\\)");
    private static final Pattern INDEXED =
            Pattern.compile("^The method (?:alpha|beta)IndexedBy\\(.*Class<(\\w+)>.* (\\w+)\\)$");
    private static final Pattern NAME =
            Pattern.compile("(?:[Tt]he (?:method|constructor) |^|symbol )(\\w+)(?:\\(| cannot be resolved)");

    private final RuleSource rule;
    private final List<Translation> translations = List.of(
            new Translation(ACTION, this::action),
            new Translation(Pattern.compile("^Unable to parse left part of expression: (.*)$"), this::expression),
            new Translation(Pattern.compile("^Unable to find class: (.*)$"), this::fact),
            new Translation(METHOD, this::method),
            new Translation(Pattern.compile("^Drools cannot load it: .*\"(.*)\"$"), this::unfit),
            new Translation(Pattern.compile("^Cannot coerce \\w+ (.*) to (\\w+)!$"), this::coercion));

    MessageReader(RuleSource rule) {
        this.rule = rule;
    }

    /** What to make of messages of one form. */
    private record Translation(Pattern form, Reading reading) {}

    private interface Reading {
        Problem read(Matcher message);
    }

    /** @param messages what a build of this rule alone said */
    List<Problem> problems(List<String> messages) {
        Token constraint = messages.stream()
                .map(this::constraint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Problem> problems = new ArrayList<>();
        for (String message : messages) {
            if (!message.startsWith(LISTING)) {
                problems.add(problem(message.lines().findFirst().orElse(""), constraint));
            }
        }
        return problems;
    }

    /** The listing of a failed class of the executable model quotes the constraint it was made of. */
    private @Nullable Token constraint(String message) {
        Matcher quoted = CONSTRAINT.matcher(message);
        if (quoted.find()) {
            return place(quoted.group(1).replaceAll("\\\\(.)", "$1"));
        }
        Matcher property = PROPERTY.matcher(message);
        return property.find() ? place(property.group(1)) : null;
    }

    private @Nullable Token place(String expression) {
        int at = rule.find(Lexer.tokens(expression));
        return at < 0 ? null : rule.tokens().get(at);
    }

    private Problem problem(String message, @Nullable Token constraint) {
        for (Translation translation : translations) {
            Matcher matcher = translation.form().matcher(message);
            if (matcher.find()) {
                return translation.reading().read(matcher);
            }
        }
        Matcher indexed = INDEXED.matcher(message);
        if (indexed.find()) {
            return at(constraint, "a " + indexed.group(1) + " cannot be compared with a " + indexed.group(2), "");
        }
        Matcher name = NAME.matcher(message);
        Token place = name.find() ? place(name.group(1)) : null;
        return at(place == null ? constraint : place, message, "");
    }

    private Problem action(Matcher message) {
        int line = Integer.parseInt(message.group(1));
        return Problem.atLine(
                rule.file().name(),
                rule.thenLine() + line - 1,
                line == 1 ? 0 : Integer.parseInt(message.group(2)),
                "the actions of rule \"" + rule.name() + "\" are not understood: " + message.group(3),
                "Maybe a ; is missing at the end of the line");
    }

    private Problem expression(Matcher message) {
        String written = message.group(1);
        return at(place(written), "\"" + written + "\" is not understood", "Maybe the fact has no such property");
    }

    private Problem fact(Matcher message) {
        String name = message.group(1);
        return at(
                place(name), "there is no fact " + name, "The facts are Request, Profile, Slot, History and TableHits");
    }

    private Problem method(Matcher message) {
        String name = message.group(1);
        String arguments = message.group(3).replace("class ", "");
        return at(
                place(name),
                message.group(2) + " has no " + name + "(" + arguments + ")",
                "Maybe the name or the arguments are wrong");
    }

    private Problem unfit(Matcher message) {
        String value = message.group(1);
        return at(constant(value), "\"" + value + "\" is not what is asked for here", "");
    }

    private @Nullable Token constant(String value) {
        return rule.tokens().stream()
                .filter(t -> t.text().equals(value))
                .findFirst()
                .orElse(null);
    }

    private Problem coercion(Matcher message) {
        String value = message.group(1);
        return at(constant(value), "\"" + value + "\" is not a " + message.group(2), "");
    }

    private Problem at(@Nullable Token token, String what, String advice) {
        return token != null
                ? rule.file().problem(token, what, advice)
                : rule.file().problem(rule.head(), "rule \"" + rule.name() + "\": " + what, advice);
    }
}

package io.tact.rules.drools;

import io.tact.rules.drools.source.Lexer;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
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
    private static final Pattern PROPERTY =
            Pattern.compile("IndexedBy\\([^,]*,[^,]*,[^,]*getPropertyIndex\\(\"(\\w+)\"\\)");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final Pattern NAME = Pattern.compile(
            "(?:[Tt]he (?:method|constructor) |^|symbol |variable |invoke )([\\w$]+)(?:\\(| cannot be resolved|$)");

    private final RuleSource rule;
    private @Nullable Token constraint;
    private final List<Translation> translations = List.of(
            translation("^Unable to parse left part of expression: (.*)$", this::expression),
            translation("^Unable to Analyse Expression (.*?):?$", this::expression),
            translation("^Unable to find class: (.*)$", this::fact),
            translation("^Method ([\\w$]+) on (?:class )?(\\w+) with arguments \\[(.*)] is missing$", this::method),
            translation("^The method ([\\w$]+)\\((.*)\\) is undefined for the type (.*)$", this::undefined),
            translation("^The method (?:alpha|beta)IndexedBy\\(.*Class<(\\w+)>.* (\\w+)\\)$", this::indexed),
            translation(
                    "^The method (\\w+)\\((.*)\\) in the type \\w+ is not applicable for the arguments \\((.*)\\)$",
                    this::arguments),
            translation("^Unknown field (\\w+) on class (\\w+)$", this::field),
            translation("^Unknown accumulate function: '(.*?)'", this::aggregate),
            translation("^Predicate '(.*)' must be a Boolean expression$", this::predicate),
            translation("^Drools cannot load it: (.*)$", this::load),
            translation("^Cannot coerce \\w+ (.*) to (\\w+)!$", this::coercion));

    MessageReader(RuleSource rule) {
        this.rule = rule;
    }

    /** What to make of messages of one form. */
    private record Translation(Pattern form, Reading reading) {}

    private interface Reading {
        Problem read(Matcher message);
    }

    private static Translation translation(String form, Reading reading) {
        return new Translation(Pattern.compile(form), reading);
    }

    /** @param messages what a build of this rule alone said */
    List<Problem> problems(List<String> messages) {
        constraint = messages.stream()
                .map(this::constraint)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Problem> problems = new ArrayList<>();
        for (String message : messages) {
            if (!message.startsWith(LISTING)) {
                problems.add(problem(PlainWords.of(message)));
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

    private Problem problem(String message) {
        for (Translation translation : translations) {
            Matcher matcher = translation.form().matcher(message);
            if (matcher.find()) {
                return translation.reading().read(matcher);
            }
        }
        Matcher name = NAME.matcher(message);
        Matcher quoted = QUOTED.matcher(message);
        Token place = name.find() ? place(name.group(1)) : quoted.find() ? place(quoted.group(1)) : null;
        return at(place, message, "");
    }

    private Problem expression(Matcher message) {
        String written = message.group(1);
        return at(place(written), "\"" + written + "\" is not understood", "Maybe the fact has no such property");
    }

    private Problem fact(Matcher message) {
        String name = message.group(1);
        return at(place(name), "there is no fact " + name, Callables.fact(name));
    }

    private Problem method(Matcher message) {
        return missing(message.group(1), message.group(3).replace("class ", ""), message.group(2));
    }

    private Problem undefined(Matcher message) {
        return missing(message.group(1), message.group(2), message.group(3));
    }

    private Problem missing(String name, String arguments, String type) {
        boolean function = type.equals("null") || type.contains("the rule");
        String close = function ? Callables.function(name) : Callables.member(type, name);
        return at(
                place(name),
                (function ? "there is no " : type + " has no ") + name + "(" + arguments + ")",
                close.isEmpty() ? "Maybe the name or the arguments are wrong" : close);
    }

    private Problem arguments(Matcher message) {
        String name = message.group(1);
        return at(
                place(name),
                name + " takes (" + message.group(2) + "), not (" + message.group(3) + ")",
                "Maybe an argument is missing, too many or of another kind");
    }

    private Problem field(Matcher message) {
        String name = message.group(1);
        return at(place(name), message.group(2) + " has no " + name, Callables.member(message.group(2), name));
    }

    private Problem aggregate(Matcher message) {
        String name = message.group(1);
        return at(place(name), "there is no function " + name, Callables.aggregate(name));
    }

    private Problem predicate(Matcher message) {
        String written = message.group(1);
        return at(place(written), "\"" + written + "\" is neither true nor false", "Compare it with something");
    }

    private Problem indexed(Matcher message) {
        return at(null, "a " + message.group(1) + " cannot be compared with a " + message.group(2), "");
    }

    private Problem load(Matcher message) {
        String said = message.group(1);
        Matcher value = Pattern.compile("\"(.*)\"$|^\\w+: Text '(.*)' could not be parsed")
                .matcher(said);
        if (value.find()) {
            String constant = value.group(1) == null ? value.group(2) : value.group(1);
            return at(constant(constant), "\"" + constant + "\" is not what is asked for here", "");
        }
        return at(null, "this cannot be built: " + said, "Maybe a constant is wrong");
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

    /** A problem at a token, else at the constraint that was built in vain, else at the rule. */
    private Problem at(@Nullable Token token, String what, String advice) {
        Token place = token == null ? constraint : token;
        return place != null
                ? rule.file().problem(place, what, advice)
                : rule.file().problem(rule.head(), "rule \"" + rule.name() + "\": " + what, advice);
    }
}

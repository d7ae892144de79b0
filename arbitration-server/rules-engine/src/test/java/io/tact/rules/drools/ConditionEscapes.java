package io.tact.rules.drools;

import static io.tact.rules.drools.Escape.NOT_HERE;
import static io.tact.rules.drools.Escape.condition;

import java.util.stream.Stream;

/** Ways out of the conditions of a rule. */
final class ConditionEscapes {
    private ConditionEscapes() {}

    static Stream<Escape> all() {
        return Stream.of(
                condition(
                        "the end of the JVM in a condition",
                        "Profile( System.exit(1) == null )",
                        14,
                        "there is no System here"),
                condition("eval", "eval( true )", 5, NOT_HERE),
                condition(
                        "from any method",
                        "String() from java.nio.file.Files.list(null)",
                        5,
                        "there is no fact String"),
                condition("a fact by its whole name", "java.io.File()", 5, NOT_HERE),
                condition("any object", "Object()", 5, "there is no fact Object"),
                condition("from a collection", "Number() from $p.lines", 5, "Number is no fact"),
                condition(
                        "inline code in accumulate",
                        "Number() from accumulate( Slot(), init( System.exit(1); ) action() result(1) )",
                        39,
                        "there is no function init"),
                condition(
                        "a function of one's own in accumulate",
                        "accumulate( Slot(); $x : escape(1) )",
                        30,
                        "there is no function escape"),
                condition("collect", "java.util.List() from collect( Slot() )", 5, NOT_HERE),
                condition("an entry point", "Slot() from entry-point \"x\"", 12, "\"from\""),
                condition("a window", "Slot() over window:length(1)", 12, "\"over\""),
                condition("a query called", "?q( 1; )", 5, NOT_HERE),
                condition("an annotation", "Profile() @watch( * )", 15, NOT_HERE),
                condition("forall", "forall( Slot() )", 5, NOT_HERE),
                condition("a cast inside", "Profile( this#java.lang.Object.getClass() != null )", 18, "\"#\""),
                condition("the class as a property", "Profile( class.name == \"x\" )", 14, "class"),
                condition("the class of a text", "Profile( language.class.name == \"x\" )", 23, "String has no class"),
                condition(
                        "words by an operator",
                        "Profile( language soundslike \"x\" )",
                        23,
                        "\"soundslike\" is not allowed"),
                condition(
                        "a pattern that takes for ever",
                        "Profile( language matches \"(a+)+b\" )",
                        31,
                        "could take very long"),
                condition(
                        "a pattern of many choices",
                        "Profile( language matches \"a?a?a?a?a?a?a?a?a?aaaaaaaaa\" )",
                        31,
                        "could take very long"),
                condition(
                        "a pattern worked out",
                        "Profile( $l : language, language matches $l )",
                        46,
                        "needs its pattern as a text"),
                condition(
                        "eight facts joined with each other",
                        "Slot() ".repeat(8),
                        26,
                        "pairs Slot with itself more than 3 times"),
                condition(
                        "a join of many alternatives",
                        "(Slot() or Profile()) ".repeat(3) + "(History() or Request()) ".repeat(2),
                        0,
                        "combinations"),
                condition(
                        "calls within calls",
                        "Profile( " + "text(".repeat(20) + "lines" + ")".repeat(20) + " == 1 )",
                        0,
                        "12 deep"),
                condition(
                        "calls within calls, often",
                        "Profile( " + ("text(".repeat(11) + "lines" + ")".repeat(11) + " == 1, ").repeat(40)
                                + "lines == 1 )",
                        0,
                        "too often"),
                condition(
                        "a chain without end",
                        "Profile( a" + ".a".repeat(50000) + " )",
                        0,
                        "more than 3000 words and signs"),
                condition("a not of a not without end", "Profile( " + "!".repeat(2500) + "a )", 0, ""),
                condition(
                        "brackets without end",
                        "Profile( " + "(".repeat(5000) + "1" + ")".repeat(5000) + " == 1 )",
                        0,
                        "deep"),
                condition(
                        "verdicts said while looking",
                        "Profile( verdicts.mustMention(\"x\") == null )",
                        14,
                        "there is no verdicts here"),
                condition("a new object while looking", "Profile( new Object() != null )", 14, ""),
                condition("a name with a meaning", "verdicts : Profile()", 5, "has a meaning already"));
    }
}

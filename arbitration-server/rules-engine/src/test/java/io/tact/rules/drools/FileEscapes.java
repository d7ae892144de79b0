package io.tact.rules.drools;

import static io.tact.rules.drools.Escape.NOT_HERE;
import static io.tact.rules.drools.Escape.file;

import java.util.stream.Stream;

/** Ways out of a file of rules, and of what stands above their conditions. */
final class FileEscapes {
    private FileEscapes() {}

    static Stream<Escape> all() {
        String evil = "public class X { static { System.exit(1); } }";
        return Stream.of(
                file(
                        "a static initialiser",
                        "import accumulate " + EscapesTest.Trap.class.getName().replace('$', '.') + " trap;",
                        1,
                        "import accumulate"),
                file("a foreign class", "import java.io.File;", 1, "import java.io.File is not allowed"),
                file(
                        "foreign functions",
                        "import static java.lang.System.exit;",
                        1,
                        "import static java.lang.System.exit"),
                file("an imported function", "import function java.lang.System.exit;", 1, "java.lang.System.exit"),
                file("a function", "function void f() { System.exit(1); }", 1, "function f"),
                file("a type", "declare X a : int end", 9, "declare X"),
                file("a type that extends another", "declare X extends java.io.File end", 9, "declare X"),
                file("an enumeration", "declare enum X A(1); a : int end", 1, "declare enum"),
                file("a global", "global java.lang.Runtime runtime;", 1, "global runtime"),
                file("a query", "query q() Slot() end", 1, "query q"),
                file("a dialect", "dialect \"mvel\"", 9, "attribute dialect"),
                file("a unit", "unit X;", 1, "unexpected \"unit\""),
                file("a timer", "rule \"t\" timer (int: 1s) when then end", 10, "attribute timer"),
                file("a duration", "rule \"t\" duration 1000 when then end", 10, "attribute duration"),
                file("a calendar", "rule \"t\" calendars \"x\" when then end", 10, "attribute calendars"),
                file(
                        "an agenda",
                        "rule \"t\" agenda-group \"x\" auto-focus true when then end",
                        10,
                        "attribute agenda-group"),
                file(
                        "a salience that is worked out",
                        "rule \"t\" salience (System.exit(1)) when then end",
                        19,
                        "salience needs a whole number"),
                file(
                        "an enabled that is worked out",
                        "rule \"t\" enabled (System.exit(1) == null) when then end",
                        18,
                        "attribute ( is not allowed here"),
                file("mvel in one rule", "rule \"t\" dialect \"mvel\" when then System.exit(1); end", 18, "dialect"),
                file("an annotation", "rule \"t\" @Propagation(EAGER) when then end", 10, "not allowed"),
                file("a rule that extends another", "rule \"t\" extends \"sound\" when then end", 1, "extends another"),
                file(
                        "code in the name of a rule",
                        "rule \"x\\\"); System.exit(1); //\" when then end",
                        6,
                        "the name of a rule"),
                file(
                        "code behind a comment that the name of a rule ends",
                        "rule \"*/ static { System.exit(1); } /*\" when then end",
                        6,
                        "the name of a rule"),
                file(
                        "the same by the name of a group",
                        "rule \"t\" activation-group \"*/ static { System.exit(1); } /*\" when then end",
                        27,
                        "activation-group needs a plain text"),
                file("a rule without a name", "rule \"\" when then end", 6, "the name of a rule"),
                file("a class among the rules", evil, 1, "unexpected"),
                file("a declared entry point", "declare entry-point x end", 9, "entry-point"),
                file(
                        "a named consequence",
                        "rule \"t\" when Slot() do[x] then then[x] System.exit(1); end",
                        22,
                        NOT_HERE));
    }
}

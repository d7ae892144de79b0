package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.drools.source.DrlFile;
import io.tact.ruleset.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways out of a rule, each tried: refused at its place, without effect, and the engine answers on. */
class EscapesTest {
    private static final String SOUND = "rule \"sound\" when Profile() then verdicts.mustMention(\"yes\"); end";
    private static final String PROPERTY = "tact.test.escaped";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it first
    static Path folder;

    private static ServerSocket listener;
    private static DrlRules sound;

    /**
     * One way out.
     *
     * @param name what is tried
     * @param drl how
     * @param place where it is refused
     * @param reason why
     */
    record Escape(String name, String drl, String place, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void begin() throws Exception {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        sound = Sample.compile(SOUND);
    }

    @AfterAll
    static void end() throws Exception {
        sound.close();
        listener.close();
    }

    private static Escape action(String name, String action, int column, String reason) {
        String drl = "rule \"r\"\nwhen\n    $p : Profile()\nthen\n    " + action + "\nend\n";
        return new Escape(name, drl, "line 5, column " + column, reason);
    }

    private static Escape condition(String name, String condition, int column, String reason) {
        String drl = "rule \"r\"\nwhen\n    " + condition + "\nthen\n    verdicts.mustMention(\"x\");\nend\n";
        return new Escape(name, drl, "line 3, column " + column, reason);
    }

    private static Escape file(String name, String head, int column, String reason) {
        return new Escape(name, head + "\n" + SOUND, "line 1, column " + column, reason);
    }

    private static String marker() {
        return folder.resolve("escaped").toString().replace("\\", "/");
    }

    private static final String NOT_HERE = "is not allowed in a rule";

    static Stream<Escape> actions() {
        String write = "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + marker() + "\"), \"x\");";
        return Stream.of(
                action("a file written", write, 5, NOT_HERE),
                action(
                        "a file made by a new stream",
                        "new java.io.FileOutputStream(\"" + marker() + "\");",
                        5,
                        "\"new\""),
                action("a connection", "new java.net.Socket(\"127.0.0.1\", " + port() + ");", 5, "\"new\""),
                action("the end of the JVM", "System.exit(1);", 5, NOT_HERE),
                action("the end of the JVM, at once", "Runtime.getRuntime().halt(1);", 5, NOT_HERE),
                action("a program", "Runtime.getRuntime().exec(\"touch " + marker() + "\");", 5, NOT_HERE),
                action("another program", "new ProcessBuilder(\"touch\", \"" + marker() + "\").start();", 5, "\"new\""),
                action("a class by its name", "Class.forName(\"java.lang.System\");", 5, NOT_HERE),
                action("the class of an object", "$p.getClass().getClassLoader();", 8, "getClass"),
                action("the class as a property", "verdicts.mustMention($p.class.name);", 29, "class"),
                action("a class literal", "verdicts.mustMention(\"\" + String.class);", 31, "there is no String here"),
                action("a class loader", "Thread.currentThread().getContextClassLoader();", 5, NOT_HERE),
                action("reflection", "$p.text(\"plan\").getClass().getMethod(\"x\");", 21, "String has no getClass(…)"),
                action("a thread", "new Thread(() -> {}, \"escaped\").start();", 5, "\"new\""),
                action("a thread of the pool", "java.util.concurrent.ForkJoinPool.commonPool();", 5, NOT_HERE),
                action("an endless loop", "while (true) { }", 5, "no loops"),
                action("an endless loop of another kind", "for (;;) { }", 5, "no loops"),
                action("a loop in a block", "{ do { } while (true); }", 7, "no loops"),
                action("a loop that catches everything", "try { while (true); } catch (Throwable t) { }", 5, "\"try\""),
                action("recursion through a class", "class A { void a() { a(); } } new A().a();", 5, "\"class\""),
                action("a local enumeration", "enum A { B; static { System.exit(1); } }", 5, "\"enum\""),
                action(
                        "an anonymous class",
                        "Object o = new Object() { { System.exit(1); } };",
                        5,
                        "type Object cannot be kept"),
                action("a lambda", "var f = () -> 1;", 14, "unexpected \")\""),
                action("a method reference", "var f = String::valueOf;", 13, "there is no String here"),
                action("java.lang.invoke", "java.lang.invoke.MethodHandles.lookup();", 5, NOT_HERE),
                action("Unsafe", "sun.misc.Unsafe.getUnsafe();", 5, NOT_HERE),
                action("an object read from bytes", "new java.io.ObjectInputStream(null).readObject();", 5, "\"new\""),
                action("JNDI", "new javax.naming.InitialContext().lookup(\"ldap://127.0.0.1/x\");", 5, "\"new\""),
                action("a script engine", "new javax.script.ScriptEngineManager();", 5, "\"new\""),
                action(
                        "the environment",
                        "verdicts.mustMention(System.getenv(\"PATH\"));",
                        26,
                        "there is no System here"),
                action("a system property", "System.setProperty(\"" + PROPERTY + "\", \"x\");", 5, NOT_HERE),
                action("a flood of output", "System.out.println(\"x\".repeat(1000000));", 5, NOT_HERE),
                action(
                        "a huge text",
                        "verdicts.mustMention($p.text(\"plan\").repeat(2000000000));",
                        42,
                        "String has no repeat(…)"),
                action("a text that doubles", doubling(), 0, "more than 12 +"),
                action("a huge array", "int[] a = new int[2000000000];", 8, "\"[\" is not allowed"),
                action(
                        "a huge number",
                        "verdicts.prefer(everything(), 99999999999999999999999);",
                        35,
                        "more than 18 digits"),
                action("a fact more, again and again", "insert($p);", 5, "never changes, adds or removes facts"),
                action("a fact that wakes rules", "update($p);", 5, "never changes, adds or removes facts"),
                action("a fact changed in place", "modify($p) { };", 5, "never changes, adds or removes facts"),
                action("the engine itself", "drools.getKieRuntime().halt();", 5, NOT_HERE),
                action("the engine by another name", "kcontext.getKieRuntime().halt();", 5, NOT_HERE),
                action("the verdicts replaced", "verdicts = null;", 14, "never changes"),
                action(
                        "the verdicts of another rule",
                        "verdicts.firing(\"another\");",
                        14,
                        "Verdicts has no firing(…)"),
                action(
                        "the verdicts of all rules",
                        "verdicts.mustMention(verdicts.all().toString());",
                        35,
                        "Verdicts has no all(…)"),
                action("a cast", "var c = ((Object) $p).getClass();", 15, "there is no Object here"),
                action("instanceof", "if ($p instanceof Object) { }", 12, "\"instanceof\""),
                action("a lock", "synchronized ($p) { }", 5, "\"synchronized\""),
                action("a throw", "throw new Error();", 5, "\"throw\""),
                action("waiting", "$p.wait();", 8, "Profile has no wait(…)"),
                action("a catch-all behind a comment", "/* \n */ try { } catch (Throwable t) { }", 0, "\"try\""),
                action("an end of the JVM in letters of another kind", "\\u0053ystem.exit(1);", 5, "written as \\u"),
                action("a comment that ends by itself", "// \\u000a System.exit(1);", 8, "written as \\u"),
                action(
                        "a text that ends by itself",
                        "verdicts.mustMention(\"\\u0022);System.exit(1);//\");",
                        27,
                        "\\u"),
                action(
                        "letters that look like others",
                        "verdicts.mustMentiοn(\"x\");",
                        14,
                        "letters that a name cannot have"),
                action("text that runs backwards", "// \u202E ;)1(tixe.metsyS", 8, "cannot be seen"));
    }

    static Stream<Escape> conditions() {
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
                        "unexpected \"soundslike\""),
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

    static Stream<Escape> files() {
        String evil = "public class X { static { System.exit(1); } }";
        return Stream.of(
                file(
                        "a static initialiser",
                        "import accumulate " + Trap.class.getName().replace('$', '.') + " trap;",
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
                file("a class among the rules", evil, 1, "unexpected"),
                file("a declared entry point", "declare entry-point x end", 9, "entry-point"),
                file(
                        "a named consequence",
                        "rule \"t\" when Slot() do[x] then then[x] System.exit(1); end",
                        22,
                        NOT_HERE));
    }

    /** Loading it would show. */
    public static final class Trap {
        static {
            System.setProperty(PROPERTY, "the class was initialised");
        }
    }

    private static String doubling() {
        StringBuilder text = new StringBuilder("String a0 = \"xxxxxxxxxx\"; ");
        for (int i = 1; i < 40; i++) {
            text.append("String a")
                    .append(i)
                    .append(" = a")
                    .append(i - 1)
                    .append(" + a")
                    .append(i - 1)
                    .append("; ");
        }
        return text + "verdicts.mustMention(a39);";
    }

    private static int port() {
        return listener == null ? 0 : listener.getLocalPort();
    }

    @ParameterizedTest
    @MethodSource({"actions", "conditions", "files"})
    void isRefusedAtItsPlaceAndTheEngineAnswersOn(Escape escape) throws Exception {
        List<Problem> problems = new ArrayList<>();
        DrlRules.compile(Sample.VOCABULARY, Sample.files(escape.drl()), problems)
                .ifPresent(rules -> {
                    rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS));
                    rules.close();
                });

        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.row()).isPositive();
            assertThat(problem.column()).isPositive();
        });
        String place = escape.place().endsWith("column 0") ? "line" : escape.place();
        assertThat(problems.stream().map(Problem::toString))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("a.drl:" + place).contains(escape.reason()));
        assertNothingHappened();
        assertThat(Sample.ask(SOUND, Map.of())).hasSize(1);
        assertThat(sound.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, List.of(Sample.SMS)))
                .hasSize(1);
    }

    private static Map<String, String> ruleset() {
        return new TreeMap<>(Map.of(
                "ruleset.yaml", "name: escapes\nzone: Europe/Paris\n",
                "attributes.csv", "name,scope,type\nplan,CONTEXT,STRING\n",
                "catalogue.csv", "campaign,offer,treatment,channel,purpose\nC,O,T,SMS,MARKETING\n",
                "a.drl", SOUND));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void noProgramIsPartOfARuleset(String file) {
        Map<String, String> ruleset = ruleset();
        assertThat(new TablesAlone().apply(ruleset)).contains("MustMention");
        ruleset.put(file, "package tact.ruleset; public class X { static { System.exit(1); } }");

        assertThat(new TablesAlone().apply(ruleset)).contains(file + ": a ruleset holds no such file");
    }

    @Test
    void aRulesetHasAsManyRulesAsCanBeCompiled() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 405; i++) {
            many.append("rule \"r").append(i).append("\" when Profile() then end\n");
        }
        List<Problem> problems = new ArrayList<>();
        Vetting vetting = new Vetting(Sample.VOCABULARY, problems);
        vetting.look(DrlFile.of("a.drl", many.toString()));

        assertThat(vetting.fit()).hasSize(400);
        assertThat(problems.stream().map(Problem::toString))
                .containsExactly("a.drl:line 401, column 1: there are more than 400 rules"
                        + " (Maybe write them as rows of a table: those may be many)");
    }

    @Test
    void aParameterInASpreadsheetIsNotRun() throws Exception {
        Map<String, String> ruleset = ruleset();
        ruleset.put(
                "prices.drl.csv",
                "RuleSet,tact\nRuleTable prices\nCONDITION,ACTION\n$p : Profile,\nlines > $param,$1\nlines,do\n1,"
                        + "System.setProperty(\"" + PROPERTY + "\"; \"x\");\n");

        assertThat(new TablesAlone().apply(ruleset))
                .contains("prices.drl.csv!B7: ")
                .doesNotContain("MustMention");
        assertNothingHappened();
    }

    static Stream<String> bundled() {
        return Stream.of(
                "X.java",
                "src/main/java/tact/ruleset/X.java",
                "tact/ruleset/X.class",
                "lib/x.jar",
                "META-INF/kmodule.xml",
                "META-INF/kie.yaml",
                "kie.conf",
                "x.properties",
                "x.rdrl",
                "x.dsl",
                "x.gdrl",
                "x.dmn",
                "x.sh");
    }

    private static void assertNothingHappened() throws Exception {
        assertThat(folder).isEmptyDirectory();
        assertThat(System.getProperty(PROPERTY)).isNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("escaped"));
        listener.setSoTimeout(1);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
}

package io.tact.rules.drools.cage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.drools.Doubling;
import io.tact.rules.drools.build.BuildOutcome;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cage alone: rules that no grammar looked at. */
class CageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it first
    static Path folder;

    /**
     * Something that is compiled, and what is found in it.
     *
     * @param name what is tried
     * @param drl how
     * @param found what the breach says
     */
    record Code(String name, String drl, String found) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Code action(String name, String action, String found) {
        return new Code(name, "rule \"r\" when $p : Profile() then " + action + " end", found);
    }

    private static Code condition(String name, String condition, String found) {
        return new Code(name, "rule \"r\" when " + condition + " then end", found);
    }

    static Stream<Code> codes() {
        String file = folder.resolve("escaped").toString().replace("\\", "/");
        return Stream.of(
                action(
                        "a file",
                        "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + file + "\"), \"x\");",
                        "a call of java.nio.file"),
                action("a stream", "new java.io.FileOutputStream(\"" + file + "\");", "a new java.io.FileOutputStream"),
                action("a connection", "new java.net.Socket(\"127.0.0.1\", 1);", "a new java.net.Socket"),
                action("the end of the JVM", "System.exit(1);", "a call of java.lang.System.exit"),
                action(
                        "a program",
                        "Runtime.getRuntime().exec(\"touch " + file + "\");",
                        "a call of java.lang.Runtime"),
                action("reflection", "$p.getClass().getMethods();", "getClass"),
                action("a class by name", "Class.forName(\"java.lang.System\");", "a call of java.lang.Class.forName"),
                action(
                        "a class object",
                        "verdicts.mustMention(Thread.class.getName());",
                        "the class object of java.lang.Thread"),
                action("a thread", "new Thread(() -> {}).start();", "a new java.lang.Thread"),
                action("a lambda", "Runnable run = () -> {}; run.run();", "java.lang.invoke.LambdaMetafactory"),
                action("a method handle", "java.lang.invoke.MethodHandles.lookup();", "MethodHandles.lookup"),
                action("a loop", "while ($p != null) { }", "a loop"),
                action(
                        "a loop with a counter",
                        "for (int i = 0; i < 5; i++) { verdicts.mustMention(\"x\"); }",
                        "a loop"),
                action(
                        "a catch of everything",
                        "try { $p.getLines(); } catch (Throwable t) { }",
                        "a catch of java.lang.Throwable"),
                action("a lock", "synchronized ($p) { }", "a lock"),
                action("a throw", "if ($p != null) throw new Error();", "a throw"),
                action("a huge array", "long[] a = new long[2000000000];", "an array"),
                action(
                        "a huge text",
                        "verdicts.mustMention(\"x\".repeat(2000000000));",
                        "a call of java.lang.String.repeat"),
                action(
                        "a text that doubles",
                        Doubling.of("$p.getLanguage()"),
                        "texts that are put together again and again"),
                action("output", "System.out.println(\"x\");", "the field java.lang.System.out"),
                action("the environment", "System.getenv(\"PATH\");", "a call of java.lang.System.getenv"),
                action("the verdicts of another", "verdicts.firing(\"x\");", "a call of io.tact.facts.Verdicts.firing"),
                action(
                        "the store behind the facts",
                        "new io.tact.history.ContactHistory(null, 0, null, null, null);",
                        ""),
                action("the engine", "drools.getKieRuntime().halt();", "org.drools"),
                action("a fact more", "insert(\"x\");", "insert"),
                condition(
                        "the end of the JVM in a condition",
                        "Profile( Runtime.getRuntime() != null )",
                        "java.lang.Runtime"),
                condition(
                        "a method of a foreign class",
                        "Profile( java.nio.file.Path.of(\"x\") != null )",
                        "java.nio.file.Path"),
                condition("from a foreign method", "$s : String() from java.util.List.of(\"x\")", "a call of"),
                condition(
                        "a pattern that takes for ever",
                        "Profile( language matches \"(a+)+b\" )",
                        "could take very long"),
                condition("facts of foreign classes", "Thread()", "java.lang.Thread"),
                condition("eval", "eval( System.nanoTime() > 0 )", "java.lang.System.nanoTime"),
                new Code(
                        "a type of its own",
                        "declare X a : int end rule \"r\" when X() then end",
                        "a class tact.ruleset.X"),
                new Code(
                        "code behind a comment that the name of a rule ends",
                        "rule \"*/ static { System.exit(1); } /*\" when Profile() then end",
                        "a call of java.lang.System.exit"),
                new Code("a function", "function void f() { f(); } rule \"r\" when then f(); end", "tact.ruleset"),
                new Code("a query", "query q() Slot() end rule \"r\" when q() then end", ""),
                new Code(
                        "a window",
                        "declare T @role(event) end rule \"r\" when Slot() over window:length(1) then end",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void whatTheCompilerMadeOfItIsNeverLoaded(Code code) {
        BuildOutcome outcome = Compiled.of(code.drl());
        if (outcome.classes().isEmpty()) {
            assertThat(outcome.errors()).isNotEmpty();
            assertThat(code.found())
                    .as("%s should compile: %s", code, outcome.errors())
                    .isEmpty();
            return;
        }
        Cage cage = Cage.of(outcome.classes());

        assertThat(cage.breaches()).isNotEmpty();
        assertThat(cage.breaches().stream().map(Breach::what))
                .anySatisfy(what -> assertThat(what).contains(code.found()));
        assertThatThrownBy(cage::load).isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBreachNamesTheRule() {
        Cage cage = Cage.of(Compiled.of("rule \"good\" when Profile() then verdicts.mustMention(\"x\"); end "
                        + "rule \"bad\" when Profile() then System.exit(1); end")
                .classes());
        assertThat(cage.breaches()).containsExactly(new Breach("bad", "a call of java.lang.System.exit"));
    }

    @Test
    void soundRulesAreLoaded() {
        Cage cage = Cage.of(Compiled.of(Compiled.SOUND).classes());
        assertThat(cage.breaches()).isEmpty();
        assertThat(cage.load().kieBase().getKiePackages()).isNotEmpty();
    }

    @Test
    void theLoaderFindsNothingThatIsNotOpenToRules() throws Exception {
        ClassLoader loader = new CagedClassLoader(new TreeMap<>());
        for (String closed : new String[] {
            "java.lang.System",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ProcessBuilder",
            "java.lang.ClassLoader",
            "java.lang.reflect.Method",
            "java.io.File",
            "java.nio.file.Files",
            "java.net.Socket",
            "sun.misc.Unsafe",
            "javax.naming.InitialContext",
            "io.tact.history.ContactHistory",
            "io.tact.facts.Facts",
            "io.tact.rules.drools.build.BuildProcess",
            "org.kie.api.KieServices"
        }) {
            assertThatThrownBy(() -> loader.loadClass(closed))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessageContaining("is not open to rules");
        }
        assertThat(loader.loadClass("io.tact.facts.Verdicts")).isSameAs(io.tact.facts.Verdicts.class);
        assertThat(loader.getResource("java/lang/String.class")).isNull();
        assertThat(loader.getResources("logback-test.xml").hasMoreElements()).isFalse();
    }
}

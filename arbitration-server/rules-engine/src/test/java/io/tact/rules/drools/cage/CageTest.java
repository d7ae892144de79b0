package io.tact.rules.drools.cage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.rules.drools.allowed.Preamble;
import io.tact.rules.drools.build.BuildOutcome;
import io.tact.rules.drools.build.BuildProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The cage alone: rules that no grammar looked at, and byte code that no compiler made. */
class CageTest {
    private static final String SOUND =
            "rule \"sound\" when $p : Profile( language matches \"f.\", isSet(\"a\") ) Slot( channel.name"
                    + " in (\"SMS\", \"IVR\") ) accumulate( Slot( $c : category ); $n : count($c) ) then verdicts.mustMention(\"x\" + $n); end";

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
                action("a text that doubles", doubling(), "texts that are put together again and again"),
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

    private static String doubling() {
        StringBuilder text = new StringBuilder("String a0 = $p.getLanguage(); ");
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

    private static BuildOutcome built(String drl) {
        return BuildProcess.shared().build(Map.of("a.drl", Preamble.TEXT + drl));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void whatTheCompilerMadeOfItIsNeverLoaded(Code code) {
        BuildOutcome outcome = built(code.drl());
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
        Cage cage = Cage.of(built("rule \"good\" when Profile() then verdicts.mustMention(\"x\"); end "
                        + "rule \"bad\" when Profile() then System.exit(1); end")
                .classes());
        assertThat(cage.breaches()).containsExactly(new Breach("bad", "a call of java.lang.System.exit"));
    }

    @Test
    void soundRulesAreLoaded() {
        Cage cage = Cage.of(built(SOUND).classes());
        assertThat(cage.breaches()).isEmpty();
        assertThat(cage.load().kieBase().getKiePackages()).isNotEmpty();
    }

    /** Changes one method of every condition and action. */
    private static Cage changed(String method, UnaryOperator<MethodVisitor> change) {
        Map<String, byte[]> classes = new TreeMap<>();
        built(SOUND).classes().forEach((name, bytes) -> {
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(bytes)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9, writer) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String called,
                                        String descriptor,
                                        @Nullable String signature,
                                        String @Nullable [] exceptions) {
                                    MethodVisitor next =
                                            super.visitMethod(access, called, descriptor, signature, exceptions);
                                    boolean chosen = called.equals(method) && name.contains("Lambda");
                                    return chosen ? change.apply(next) : next;
                                }
                            },
                            0);
            classes.put(name, writer.toByteArray());
        });
        return Cage.of(new TreeMap<>(classes));
    }

    private static void assertBreach(Cage cage, String what) {
        assertThat(cage.breaches().stream().map(Breach::what))
                .anySatisfy(breach -> assertThat(breach).contains(what));
        assertThatThrownBy(cage::load).isInstanceOf(IllegalStateException.class);
    }

    /** Puts instructions before those of a method. */
    private static UnaryOperator<MethodVisitor> first(java.util.function.Consumer<MethodVisitor> instructions) {
        return next -> new MethodVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitCode() {
                super.visitCode();
                instructions.accept(mv);
            }
        };
    }

    @Test
    void noCompilerMakesTheseAndStillNoneIsLoaded() {
        Handle foreign =
                new Handle(Opcodes.H_INVOKESTATIC, "java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;", false);
        assertBreach(
                changed("test", first(m -> {
                    Label here = new Label();
                    m.visitLabel(here);
                    m.visitJumpInsn(Opcodes.GOTO, here);
                })),
                "a loop");
        assertBreach(
                changed("test", first(m -> {
                    m.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Runtime;", foreign));
                    m.visitInsn(Opcodes.POP);
                })),
                "a constant that is worked out");
        assertBreach(
                changed("test", first(m -> m.visitInvokeDynamicInsn("x", "()V", foreign))),
                "a call through java.lang.Runtime");
        assertBreach(
                changed("<clinit>", first(m -> {
                    m.visitInsn(Opcodes.ICONST_1);
                    m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
                })),
                "a call of java.lang.System.exit");
        assertBreach(
                changed(
                        "predicateInformation",
                        first(m -> m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false))),
                "a call of java.lang.Thread.yield");
        assertBreach(
                changed(
                        "execute",
                        first(m -> m.visitMethodInsn(
                                Opcodes.INVOKESTATIC, "io/tact/rules/drools/cage/Fuel", "fill", "()V", false))),
                "a call of io.tact.rules.drools.cage.Fuel.fill");
        assertBreach(
                changed("test", next -> new MethodVisitor(Opcodes.ASM9, next) {
                    @Override
                    public void visitMaxs(int stack, int locals) {
                        Label start = new Label();
                        visitTryCatchBlock(start, start, start, null);
                        visitLabel(start);
                        super.visitMaxs(stack, locals);
                    }
                }),
                "a catch of everything");
    }

    @Test
    void aPatternThatComesFromElsewhereIsNotTheOneThatWasSeenLast() {
        assertBreach(
                changed("<clinit>", first(m -> {
                    Label there = new Label();
                    m.visitLdcInsn("(a+)+b");
                    m.visitJumpInsn(Opcodes.GOTO, there);
                    m.visitLdcInsn("a");
                    m.visitLabel(there);
                    m.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "java/util/regex/Pattern",
                            "compile",
                            "(Ljava/lang/String;)Ljava/util/regex/Pattern;",
                            false);
                    m.visitInsn(Opcodes.POP);
                })),
                "a pattern that could take very long");
    }

    @Test
    void classesOfOtherShapesAreRefused() {
        for (String name : new String[] {"tact/ruleset/Evil", "java/lang/Evil", "io/tact/facts/Verdicts"}) {
            ClassWriter writer = new ClassWriter(0);
            writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/ClassLoader", new String[] {
                "java/io/Serializable"
            });
            writer.visitMethod(Opcodes.ACC_NATIVE, "finalize", "()V", null, null)
                    .visitEnd();
            TreeMap<String, byte[]> classes = new TreeMap<>(built(SOUND).classes());
            classes.put(name.replace('/', '.'), writer.toByteArray());

            assertThat(Cage.of(classes).breaches().stream().map(Breach::what))
                    .contains(
                            "a class " + name.replace('/', '.'),
                            "a class that extends java.lang.ClassLoader",
                            "a class that implements java.io.Serializable",
                            "a method finalize");
        }
    }

    @Test
    void bridgesThatPassOnToEachOtherAreRefused() {
        TreeMap<String, byte[]> classes = new TreeMap<>(built(SOUND).classes());
        String name = classes.keySet().stream()
                .filter(c -> c.contains("LambdaPredicate"))
                .findFirst()
                .orElseThrow();
        ClassReader reader = new ClassReader(classes.get(name));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(writer, 0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;
        MethodVisitor method = writer.visitMethod(access, "test", "(Ljava/lang/String;)Z", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, reader.getClassName(), "test", "(Ljava/lang/Object;)Z", false);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(2, 2);
        method.visitEnd();
        classes.put(name, writer.toByteArray());

        assertBreach(Cage.of(classes), "a second bridge to test");
    }

    @Test
    void bytesThatAreNoClassAreRefused() {
        TreeMap<String, byte[]> classes = new TreeMap<>(built(SOUND).classes());
        classes.put(classes.firstKey(), new byte[] {1, 2, 3});
        assertBreach(Cage.of(classes), "a class that cannot be read");
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

    @Test
    void fuelRunsOut() {
        Fuel.fill(0, 0);
        Fuel.burn(Fuel.PER_DECISION);
        assertThatThrownBy(() -> Fuel.burn(1)).isInstanceOf(OutOfFuelException.class);
        Fuel.fill(0, 0);
        Fuel.burn(1);
        Fuel.drain();
        assertThatThrownBy(() -> Fuel.burn(1)).isInstanceOf(OutOfFuelException.class);
    }

    @Test
    void whatTakesLongerTheMoreThereIsCostsMore() {
        Fuel.fill(1_000_000, 500_000);
        for (int i = 0; i < 3; i++) {
            Fuel.say();
        }
        Fuel.burn(499_000);
        assertThatThrownBy(Fuel::search).isInstanceOf(OutOfFuelException.class);

        Fuel.fill(0, 0);
        Fuel.match("a".repeat(2_000));
        Fuel.find("a".repeat(10_000), "b".repeat(10_000));
        Fuel.compare("a".repeat(10_000), "b".repeat(10_000));
        assertThatThrownBy(() -> Fuel.match("a".repeat(2_000))).isInstanceOf(OutOfFuelException.class);
        assertThatThrownBy(() -> Fuel.made("a".repeat(10_001)))
                .isInstanceOf(OutOfFuelException.class)
                .hasMessageContaining("a text of 10001 characters together, and 10000 is the most");
        Fuel.drain();
    }
}

package io.tact.rules.drools.cage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The cage alone: byte code that no compiler made. */
class ForgedCodeTest {
    /** Changes one method of every condition and action. */
    private static Cage changed(String method, UnaryOperator<MethodVisitor> change) {
        Map<String, byte[]> classes = new TreeMap<>();
        Compiled.of(Compiled.SOUND).classes().forEach((name, bytes) -> {
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
            TreeMap<String, byte[]> classes =
                    new TreeMap<>(Compiled.of(Compiled.SOUND).classes());
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
        TreeMap<String, byte[]> classes =
                new TreeMap<>(Compiled.of(Compiled.SOUND).classes());
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
        TreeMap<String, byte[]> classes =
                new TreeMap<>(Compiled.of(Compiled.SOUND).classes());
        classes.put(classes.firstKey(), new byte[] {1, 2, 3});
        assertBreach(Cage.of(classes), "a class that cannot be read");
    }
}

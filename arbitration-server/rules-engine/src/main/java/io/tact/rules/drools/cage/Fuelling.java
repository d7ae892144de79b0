package io.tact.rules.drools.cage;

import io.tact.facts.History;
import io.tact.facts.Verdicts;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lets author methods burn fuel, and cuts out what no rule needs. */
final class Fuelling extends ClassVisitor {
    private static final String FUEL = Type.getInternalName(Fuel.class);
    private static final String TEXT = Type.getInternalName(String.class);
    private static final String VERDICTS = Type.getInternalName(Verdicts.class);
    private static final String HISTORY = Type.getInternalName(History.class);
    private static final String PATTERN = Type.getInternalName(Pattern.class);
    private static final String EQUALITY = Type.getInternalName(EvaluationUtil.class);

    private final String owner;
    private final ClassVetting vetted;

    private Fuelling(String owner, ClassVetting vetted, ClassVisitor next) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        this.vetted = vetted;
    }

    /** @param bytes a class that was vetted */
    static byte[] of(byte[] bytes, ClassVetting vetted) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        reader.accept(new Fuelling(reader.getClassName(), vetted, writer), 0);
        return writer.toByteArray();
    }

    static boolean isCut(String owner, String method) {
        return Generated.CUT.contains(method) && Generated.LAMBDA.matcher(owner).matches();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (isCut(owner, name)) {
            return null;
        }
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean authored = Generated.isAuthored(owner, name) && (access & Opcodes.ACC_BRIDGE) == 0;
        return authored ? new Burning(next, 1 + vetted.calls(owner, name, descriptor)) : next;
    }

    /** Burns at the beginning of a method, and where it calls what costs more the more there is. */
    private static final class Burning extends MethodVisitor {
        private final int amount;

        Burning(MethodVisitor next, int amount) {
            super(Opcodes.ASM9, next);
            this.amount = amount;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitLdcInsn(amount);
            fuel("burn", "(I)V");
        }

        @Override
        public void visitMethodInsn(int opcode, String called, String name, String descriptor, boolean itf) {
            beforeCall(opcode, called, name, descriptor);
            super.visitMethodInsn(opcode, called, name, descriptor, itf);
            if (called.equals(TEXT) && descriptor.endsWith(")L" + TEXT + ";")) {
                made();
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            made();
        }

        private void beforeCall(int opcode, String called, String name, String descriptor) {
            if (called.equals(VERDICTS)) {
                fuel("say", "()V");
            } else if (called.equals(HISTORY)) {
                fuel("search", "()V");
            } else if (called.equals(PATTERN)) {
                super.visitInsn(Opcodes.DUP);
                fuel("match", "(Ljava/lang/CharSequence;)V");
            } else if (called.equals(TEXT) && (name.equals("contains") || name.equals("indexOf"))) {
                find(descriptor);
            } else if (isComparison(opcode, called, descriptor)) {
                super.visitInsn(Opcodes.DUP2);
                fuel("compare", "(Ljava/lang/Object;Ljava/lang/Object;)V");
            }
        }

        /** Looks at the two texts on the stack, under the index from which one is sought if there is one. */
        private void find(String descriptor) {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            if (arguments[0].getSort() != Type.OBJECT) {
                return;
            }
            if (arguments.length == 2) {
                super.visitInsn(Opcodes.DUP_X2);
                super.visitInsn(Opcodes.POP);
            }
            super.visitInsn(Opcodes.DUP2);
            fuel("find", "(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)V");
            if (arguments.length == 2) {
                super.visitInsn(Opcodes.DUP2_X1);
                super.visitInsn(Opcodes.POP2);
            }
        }

        /** Whether there are two objects on the stack of which texts would be compared. */
        private static boolean isComparison(int opcode, String called, String descriptor) {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            int operands = arguments.length + (opcode == Opcodes.INVOKESTATIC ? 0 : 1);
            return (called.equals(TEXT) || called.equals(EQUALITY))
                    && operands == 2
                    && Arrays.stream(arguments).allMatch(type -> type.getSort() == Type.OBJECT);
        }

        private void made() {
            super.visitInsn(Opcodes.DUP);
            fuel("made", "(L" + TEXT + ";)V");
        }

        private void fuel(String method, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, FUEL, method, descriptor, false);
        }
    }
}

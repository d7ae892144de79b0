package io.tact.rules.drools.cage;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lets author methods burn fuel, and cuts out what no rule needs. */
final class Fuelling extends ClassVisitor {
    private static final String FUEL = Type.getInternalName(Fuel.class);

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
            super.visitMethodInsn(Opcodes.INVOKESTATIC, FUEL, "burn", "(I)V", false);
        }
    }
}

package io.tact.rules.drools.cage;

import io.tact.rules.drools.allowed.Members;
import io.tact.rules.drools.allowed.QuickRegex;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Verifies the instructions of one method. */
final class CodeVetting extends MethodVisitor {
    /** The longest array: the names of all rules, twice. */
    private static final int LONGEST = 2_000;

    private final Method method;
    private final Predicate<String> generated;
    private final Findings findings;
    private final Set<Label> passed = new HashSet<>();
    private final DynamicCalls dynamicCalls;
    private final Set<Label> targets = new HashSet<>();
    private @Nullable Object constant;

    /**
     * The method that is verified.
     *
     * @param authored whether an author wrote it
     * @param bridge whether it only passes on to one of the same name
     * @param allowed what it may use
     */
    record Method(String owner, String name, String descriptor, boolean authored, boolean bridge, Members allowed) {}

    /** What is told of a method. */
    interface Findings {
        void breach(String what);

        /** That the method calls something. */
        void call();
    }

    CodeVetting(Method method, Predicate<String> generated, Findings findings) {
        super(Opcodes.ASM9);
        this.method = method;
        this.generated = generated;
        this.findings = findings;
        this.dynamicCalls = new DynamicCalls(method.authored());
    }

    @Override
    public void visitLabel(Label label) {
        passed.add(label);
        if (targets.contains(label)) {
            // What comes from elsewhere has not the constant that was seen last.
            constant = null;
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        forward(label);
        if (opcode == Opcodes.JSR) {
            findings.breach("a subroutine");
        }
        constant = null;
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        visitLookupSwitchInsn(otherwise, new int[0], labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        forward(otherwise);
        for (Label label : labels) {
            forward(label);
        }
    }

    private void forward(Label label) {
        targets.add(label);
        if (passed.contains(label)) {
            findings.breach("a loop");
        }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        findings.breach("a catch of " + (type == null ? "everything" : type.replace('/', '.')));
    }

    @Override
    public void visitInsn(int opcode) {
        boolean metadata = method.name().equals("getPropertyIndex");
        if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
            findings.breach("a lock");
        } else if (opcode == Opcodes.ATHROW && !metadata) {
            findings.breach("a throw");
        }
        constant = opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5 ? opcode - Opcodes.ICONST_0 : null;
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode == Opcodes.NEWARRAY) {
            findings.breach("an array");
        }
        constant = operand;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        if (opcode == Opcodes.RET) {
            findings.breach("a subroutine");
        }
        constant = null;
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        findings.breach("an array of arrays");
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW && method.authored()) {
            findings.breach("a new " + type.replace('/', '.'));
        } else if (opcode == Opcodes.ANEWARRAY) {
            boolean small = constant instanceof Integer length && length >= 0 && length <= LONGEST;
            if (!small || (method.authored() && !type.equals("java/lang/Object"))) {
                findings.breach("an array of " + type.replace('/', '.'));
            }
        }
        known(type);
        constant = null;
    }

    private void known(String type) {
        Type named = type.startsWith("[") ? Type.getType(type).getElementType() : Type.getObjectType(type);
        boolean listed = named.getSort() != Type.OBJECT
                || method.allowed().classes().contains(named.getClassName())
                || (!method.authored() && generated.test(named.getInternalName()));
        if (!listed) {
            findings.breach("the class " + named.getClassName());
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (!ClassVetting.isPlain(value)) {
            findings.breach("a constant that is worked out");
        } else if (value instanceof Type type) {
            if (method.authored() || type.getSort() == Type.METHOD) {
                findings.breach("the class object of " + type.getClassName());
            } else {
                known(type.getSort() == Type.ARRAY ? type.getDescriptor() : type.getInternalName());
            }
        }
        constant = value;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean writes = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        boolean initial = method.name().equals("<init>") || method.name().equals("<clinit>");
        boolean own = owner.equals(method.owner());
        boolean allowed = writes
                ? initial && own
                : own || isGenerated(owner) || method.allowed().has(owner, name, descriptor);
        if (!allowed) {
            findings.breach((writes ? "a change of " : "the field ") + owner.replace('/', '.') + "." + name);
        }
        constant = null;
    }

    /** Constants that are worked out once stand in the class of the rules. */
    private boolean isGenerated(String owner) {
        return generated.test(owner)
                && (!method.authored() || Generated.RULES.matcher(owner).matches());
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
        findings.call();
        boolean special = opcode == Opcodes.INVOKESPECIAL;
        boolean listed = method.allowed().has(owner, name, descriptor) && special == name.equals("<init>");
        boolean enumeration =
                special && method.name().equals("<init>") && owner.equals("java/lang/Enum") && name.equals("<init>");
        if (!listed && !enumeration && !isOwnShape(owner, name, descriptor, special)) {
            findings.breach("a call of " + owner.replace('/', '.') + "." + name);
        }
        if (owner.equals("java/util/regex/Pattern") && name.equals("compile")) {
            checkPattern(descriptor);
        }
        constant = null;
    }

    /** The calls among generated classes; none of them can come back to where it began. */
    private boolean isOwnShape(String owner, String name, String descriptor, boolean special) {
        if (method.authored() || !generated.test(owner)) {
            return false;
        }
        boolean own = owner.equals(method.owner());
        if (method.bridge()) {
            return own && name.equals(method.name()) && !descriptor.equals(method.descriptor());
        }
        if (special) {
            return name.equals("<init>") && (method.name().equals("<clinit>"));
        }
        return switch (method.name()) {
            case "<init>" -> own && name.equals("getRulesList");
            case "getRulesList" -> name.startsWith("rule_");
            default -> false;
        };
    }

    private void checkPattern(String descriptor) {
        boolean quick = false;
        try {
            quick = descriptor.startsWith("(Ljava/lang/String;)")
                    && constant instanceof String pattern
                    && QuickRegex.is(pattern);
        } catch (PatternSyntaxException e) {
            findings.breach("no pattern");
        }
        if (!quick || !method.name().equals("<clinit>")) {
            findings.breach("a pattern that could take very long");
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        findings.call();
        String breach = dynamicCalls.breach(name, bootstrap, arguments);
        if (breach != null) {
            findings.breach(breach);
        }
        constant = null;
    }
}

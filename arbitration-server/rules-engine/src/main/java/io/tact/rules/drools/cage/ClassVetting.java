package io.tact.rules.drools.cage;

import io.tact.rules.drools.allowed.Members;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Verifies generated classes: their names, supertypes, methods, and every instruction. What is not on the list is a breach,
 * and after one breach nothing is loaded.
 */
final class ClassVetting {
    private final SortedMap<String, byte[]> classes;
    private final List<Breach> breaches = new ArrayList<>();
    private final Map<String, String> ruleOf = new HashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();

    private ClassVetting(SortedMap<String, byte[]> classes) {
        this.classes = classes;
    }

    /** @param classes byte code by binary name */
    static ClassVetting of(SortedMap<String, byte[]> classes) {
        ClassVetting vetting = new ClassVetting(classes);
        try {
            classes.values().forEach(bytes -> new ClassReader(bytes).accept(vetting.new RuleNames(), 0));
            classes.forEach(vetting::look);
        } catch (RuntimeException e) {
            // What cannot be read as a class is none.
            vetting.breaches.add(new Breach(null, "a class that cannot be read"));
        }
        return vetting;
    }

    List<Breach> breaches() {
        return breaches;
    }

    /** How many calls there are in an author method. */
    int calls(String owner, String method, String descriptor) {
        return calls.getOrDefault(owner + "." + method + descriptor, 0);
    }

    private void look(String name, byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        if (!reader.getClassName().equals(name.replace('.', '/'))) {
            breach(name, "a class " + reader.getClassName() + " under the name of another");
            return;
        }
        reader.accept(new Look(reader.getClassName()), 0);
    }

    private void breach(String owner, String what) {
        breaches.add(new Breach(ruleOf.get(owner), what));
    }

    private static String place(String owner, String method) {
        return Generated.METHODS.matcher(owner).matches()
                        || Generated.RULES.matcher(owner).matches()
                ? owner + "." + method
                : owner;
    }

    private boolean isGenerated(String owner) {
        return owner.startsWith(Generated.PACKAGE) && classes.containsKey(owner.replace('/', '.'));
    }

    private static boolean isShaped(String name) {
        return Generated.LAMBDA.matcher(name).matches()
                || Generated.RULES.matcher(name).matches()
                || Generated.METHODS.matcher(name).matches()
                || Generated.METADATA.matcher(name).matches();
    }

    /** Looks at one class. */
    private final class Look extends ClassVisitor {
        private final String owner;
        private final Set<String> bridges = new HashSet<>();

        Look(String owner) {
            super(Opcodes.ASM9);
            this.owner = owner;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                String superName,
                String[] interfaces) {
            if (!isShaped(name)) {
                breach(name, "a class " + name.replace('/', '.'));
            }
            boolean known = Generated.SUPERTYPE.matcher(superName).matches() && superName.startsWith("java/");
            if (!known) {
                breach(name, "a class that extends " + superName.replace('/', '.'));
            }
            for (String one : interfaces) {
                if (!Generated.SUPERTYPE.matcher(one).matches() || one.startsWith("java/")) {
                    breach(name, "a class that implements " + one.replace('/', '.'));
                }
            }
        }

        @Override
        public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
            breach(owner, "a module");
            return null;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            if ((access & Opcodes.ACC_VOLATILE) != 0) {
                breach(owner, "a volatile field");
            }
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (Fuelling.isCut(owner, name)) {
                return null;
            }
            int banned = Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT;
            if (!Generated.mayHave(owner, name) || (access & banned) != 0) {
                breach(owner, "a method " + name);
            }
            boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
            if (bridge && !bridges.add(name)) {
                // Two could pass on to each other for ever.
                breach(owner, "a second bridge to " + name);
            }
            boolean authored = Generated.isAuthored(owner, name) && !bridge;
            Members allowed = authored ? Generated.AUTHOR : Generated.FRAME;
            CodeVetting.Method method = new CodeVetting.Method(owner, name, descriptor, authored, bridge, allowed);
            return new CodeVetting(method, ClassVetting.this::isGenerated, new CodeVetting.Findings() {
                @Override
                public void breach(String what) {
                    ClassVetting.this.breach(place(owner, name), what);
                }

                @Override
                public void call() {
                    calls.merge(owner + "." + name + descriptor, 1, Integer::sum);
                }
            });
        }
    }

    /** Learns from the methods that make rules which class belongs to which rule. */
    private final class RuleNames extends ClassVisitor {
        private String maker = "";

        RuleNames() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                String superName,
                String[] interfaces) {
            maker = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                private String text = "";
                private @Nullable String rule;

                @Override
                public void visitLdcInsn(Object value) {
                    text = value instanceof String constant ? constant : text;
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean itf) {
                    if (called.equals("rule")) {
                        rule = text;
                        ruleOf.put(place(maker, name), text);
                    }
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    if (rule != null && owner.startsWith(Generated.PACKAGE)) {
                        ruleOf.putIfAbsent(owner, rule);
                    }
                }
            };
        }
    }

    /** Whether a constant is a plain value. */
    static boolean isPlain(Object constant) {
        return !(constant instanceof ConstantDynamic || constant instanceof Handle);
    }
}

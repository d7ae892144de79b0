package io.tact.rules.drools.allowed;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Type;

/**
 * An exact list of methods, constructors and constants. A name stands for all public overloads of one class. Built once; to
 * be read by any thread afterwards.
 */
public final class Members {
    private final Map<Class<?>, Set<String>> names = new LinkedHashMap<>();
    private final Set<String> exact = new LinkedHashSet<>();
    private final Set<String> classes = new LinkedHashSet<>();

    /**
     * Adds methods.
     *
     * @throws IllegalArgumentException if the class has no public method of one of the names
     */
    public Members methods(Class<?> owner, String... methods) {
        for (String name : methods) {
            List<Method> found = Arrays.stream(owner.getMethods())
                    .filter(m -> m.getName().equals(name))
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(owner + " has no method " + name + ". Maybe it was renamed");
            }
            found.forEach(m -> add(owner, name, Type.getMethodDescriptor(m)));
            names.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(name);
        }
        return this;
    }

    /** Adds every public static method. */
    public Members functions(Class<?> owner) {
        return methods(
                owner,
                Arrays.stream(owner.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()) && Modifier.isStatic(m.getModifiers()))
                        .map(Method::getName)
                        .distinct()
                        .toArray(String[]::new));
    }

    /** Adds every constant of an enumeration, and {@code name()}. */
    public Members constants(Class<? extends Enum<?>> owner) {
        for (Enum<?> constant : owner.getEnumConstants()) {
            field(owner, constant.name());
        }
        return methods(owner, "name");
    }

    /** Adds a public static field. */
    public Members field(Class<?> owner, String name) {
        try {
            add(owner, name, Type.getDescriptor(owner.getField(name).getType()));
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(owner + " has no field " + name + ". Maybe it was renamed", e);
        }
        return this;
    }

    /** Adds every public constructor. */
    public Members constructors(Class<?> owner) {
        Arrays.stream(owner.getConstructors()).forEach(c -> add(owner, "<init>", Type.getConstructorDescriptor(c)));
        return this;
    }

    /** Adds a class that may be named, and nothing of it called. */
    public Members mention(Class<?>... mentioned) {
        for (Class<?> one : mentioned) {
            classes.add(one.getName());
        }
        return this;
    }

    public Members plus(Members other) {
        exact.addAll(other.exact);
        classes.addAll(other.classes);
        other.names.forEach((owner, some) ->
                names.computeIfAbsent(owner, o -> new LinkedHashSet<>()).addAll(some));
        return this;
    }

    private void add(Class<?> owner, String name, String descriptor) {
        exact.add(Type.getInternalName(owner) + "." + name + descriptor);
        classes.add(owner.getName());
        for (Type type : descriptor.startsWith("(") ? Type.getArgumentTypes(descriptor) : new Type[0]) {
            mention(type);
        }
        mention(descriptor.startsWith("(") ? Type.getReturnType(descriptor) : Type.getType(descriptor));
    }

    private void mention(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            classes.add(element.getClassName());
        }
    }

    /**
     * Whether a member is on the list.
     *
     * @param owner internal name of the class through which it is reached
     * @param descriptor of the method's arguments and result, or of the field's type
     */
    public boolean has(String owner, String name, String descriptor) {
        return exact.contains(owner + "." + name + descriptor);
    }

    /** Every class that a listed member belongs to, takes or gives, by its binary name. */
    public Set<String> classes() {
        return Set.copyOf(classes);
    }

    /** The names of methods of a class. */
    public Collection<String> of(Class<?> owner) {
        return names.getOrDefault(owner, Set.of());
    }

    /** The names of all methods, and the properties they are read as: {@code today} for {@code getToday()}. */
    public Set<String> names() {
        Set<String> all = new TreeSet<>();
        names.forEach((owner, some) -> some.forEach(name -> {
            all.add(name);
            all.add(property(name));
        }));
        return all;
    }

    private static String property(String method) {
        for (String prefix : List.of("get", "is")) {
            if (method.startsWith(prefix)
                    && method.length() > prefix.length()
                    && Character.isUpperCase(method.charAt(prefix.length()))) {
                int from = prefix.length();
                return Character.toLowerCase(method.charAt(from)) + method.substring(from + 1);
            }
        }
        return method;
    }
}

package io.tact.rules.drools.grammar;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.allowed.Members;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the names in one rule mean. A type that is not known is {@code Object}: any listed name may follow it. */
final class Scope {
    private static final Members MEMBERS = Allowed.MEMBERS;
    private static final Set<String> ANY = MEMBERS.names();
    private static final Set<String> FUNCTIONS = new TreeSet<>();

    static {
        Allowed.FUNCTIONS.forEach(owner -> FUNCTIONS.addAll(MEMBERS.of(owner)));
    }

    private final Map<String, Class<?>> bound = new HashMap<>();

    boolean binds(String name) {
        return bound.containsKey(name);
    }

    Class<?> bound(String name) {
        return bound.getOrDefault(name, Object.class);
    }

    Set<String> boundNames() {
        return bound.keySet();
    }

    void bind(String name, Class<?> type) {
        bound.put(name, type);
    }

    static Set<String> functions() {
        return FUNCTIONS;
    }

    static @Nullable Class<?> fact(String name) {
        return named(Allowed.FACTS.toArray(Class<?>[]::new), name);
    }

    static @Nullable Class<?> enumeration(String name) {
        return named(Allowed.ENUMS.toArray(Class<?>[]::new), name);
    }

    private static @Nullable Class<?> named(Class<?>[] classes, String name) {
        return Arrays.stream(classes)
                .filter(c -> c.getSimpleName().equals(name))
                .findFirst()
                .orElse(null);
    }

    static Class<?> function(String name) {
        return Allowed.FUNCTIONS.stream()
                .filter(owner -> MEMBERS.of(owner).contains(name))
                .findFirst()
                .<Class<?>>map(owner -> resultOf(owner, name))
                .orElse(Object.class);
    }

    /** The type of a property or of the result of a method; null if the type has none of that name. */
    static @Nullable Class<?> member(Class<?> type, String name, boolean called) {
        if (type == Object.class) {
            return ANY.contains(name) ? Object.class : null;
        }
        for (String method : MEMBERS.of(boxed(type))) {
            if (method.equals(name) || (!called && isGetter(method, name))) {
                return resultOf(boxed(type), method);
            }
        }
        return null;
    }

    /** The names a type has, as conditions may write them. */
    static Set<String> namesOf(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (String method : MEMBERS.of(boxed(type))) {
            names.add(method);
            if (method.startsWith("get")) {
                names.add(method.substring(3, 4).toLowerCase(Locale.ROOT) + method.substring(4));
            }
        }
        return names;
    }

    private static boolean isGetter(String method, String property) {
        if (!Character.isLowerCase(property.charAt(0))) {
            return false;
        }
        String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        return method.equals("get" + capital) || method.equals("is" + capital);
    }

    private static Class<?> resultOf(Class<?> owner, String method) {
        Set<Class<?>> results = new HashSet<>();
        Set<Class<?>> bridged = new HashSet<>();
        for (Method m : owner.getMethods()) {
            if (m.getName().equals(method)) {
                (m.isBridge() ? bridged : results).add(m.getReturnType());
            }
        }
        Set<Class<?>> found = results.isEmpty() ? bridged : results;
        return found.size() == 1 ? found.iterator().next() : Object.class;
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == int.class) {
            return Integer.class;
        } else if (type == long.class) {
            return Long.class;
        } else if (type == double.class) {
            return Double.class;
        }
        return type == boolean.class ? Boolean.class : type;
    }
}

package io.tact.rules.drools.cage;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The loader of generated classes: it finds them, and of all others only those on the list. It has no resources. */
final class CagedClassLoader extends ClassLoader {
    private static final Set<String> OTHERS = others();

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;

    /** @param classes fuelled byte code by binary name */
    CagedClassLoader(SortedMap<String, byte[]> classes) {
        super("ruleset", CagedClassLoader.class.getClassLoader());
        this.classes = new TreeMap<>(classes);
    }

    private static Set<String> others() {
        Set<String> names = new HashSet<>(Generated.FRAME.classes());
        names.add(Fuel.class.getName());
        names.add(OutOfFuelException.class.getName());
        return Set.copyOf(names);
    }

    private static boolean isListed(String name) {
        return OTHERS.contains(name)
                || Generated.SUPERTYPE.matcher(name.replace('.', '/')).matches()
                || Generated.ACCUMULATOR.matcher(name.replace('.', '/')).matches();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = classes.get(name);
            if (bytes != null) {
                return defineClass(name, bytes, 0, bytes.length);
            }
            if (isListed(name)) {
                return super.loadClass(name, resolve);
            }
            throw new ClassNotFoundException(name + " is not open to rules");
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}

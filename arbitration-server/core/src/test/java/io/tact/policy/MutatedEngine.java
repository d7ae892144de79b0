package io.tact.policy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** The engine with a mutant in it, and the check of random cases beside it: a package of its own, loaded anew. */
final class MutatedEngine {
    private static final String PACKAGE = "io.tact.policy.";

    private final Method compare;

    private MutatedEngine(Method compare) {
        this.compare = compare;
    }

    static MutatedEngine of(Mutant mutant) throws ReflectiveOperationException, IOException {
        Map<String, byte[]> classes = compiled(PACKAGE + mutant.file(), mutant.source());
        Class<?> check = new MutantLoader(classes).loadClass(CaseCheck.class.getName());
        Method compare = check.getDeclaredMethod("compare", long.class);
        compare.setAccessible(true);
        return new MutatedEngine(compare);
    }

    /** How many cases it takes, from seed 0 on, to show that the engine is wrong: one more than {@code most} if none does. */
    long casesUntilNoticed(long most) throws IllegalAccessException {
        for (long seed = 0; seed < most; seed++) {
            try {
                compare.invoke(null, seed);
            } catch (InvocationTargetException noticed) {
                return seed + 1;
            }
        }
        return most + 1;
    }

    private static Map<String, byte[]> compiled(String name, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocation(
                    StandardLocation.CLASS_PATH,
                    List.of(
                            placeOf(PolicyBook.class).toFile(),
                            placeOf(NullMarked.class).toFile()));
            Memory memory = new Memory(files);
            JavaFileObject unit = new Source(name, source);
            List<String> options = List.of("-proc:none", "-implicit:none", "-nowarn");
            if (!compiler.getTask(messages, memory, null, options, null, List.of(unit))
                    .call()) {
                throw new IllegalStateException(name + " does not compile: " + messages);
            }
            return memory.classes();
        }
    }

    private static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    /** Keeps the compiled classes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> all = new HashMap<>();
            written.forEach((name, bytes) -> all.put(name, bytes.toByteArray()));
            return all;
        }
    }

    /** Loads the package itself, the mutated classes among it, and leaves all else to the loader of the tests. */
    private static final class MutantLoader extends ClassLoader {
        private final Map<String, byte[]> mutated;

        MutantLoader(Map<String, byte[]> mutated) {
            super(MutatedEngine.class.getClassLoader());
            this.mutated = mutated;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = mutated.get(name);
            byte[] all = bytes == null ? original(name) : bytes;
            return defineClass(name, all, 0, all.length);
        }

        private byte[] original(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}

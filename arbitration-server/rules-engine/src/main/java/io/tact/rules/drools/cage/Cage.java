package io.tact.rules.drools.cage;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.conf.KieBaseOption;

/** Verifies generated classes, lets them burn fuel, and only then loads them. Immutable once made. */
public final class Cage {
    private final SortedMap<String, byte[]> classes;
    private final ClassVetting vetting;

    /**
     * What is in the cage.
     *
     * @param kieBase the rule base
     * @param classLoader the loader of the classes that were generated
     */
    public record Inmates(KieBase kieBase, ClassLoader classLoader) {}

    private Cage(SortedMap<String, byte[]> classes) {
        this.classes = classes;
        this.vetting = ClassVetting.of(classes);
    }

    /** @param classes byte code by binary name, as it came from the compiler's JVM */
    public static Cage of(SortedMap<String, byte[]> classes) {
        return new Cage(classes);
    }

    /** What is in the classes that must not be there; only without any may they be loaded. */
    public List<Breach> breaches() {
        return List.copyOf(vetting.breaches());
    }

    /**
     * Loads the classes and makes a rule base of them.
     *
     * @throws IllegalStateException if there was a breach, or if there is not one model
     * @throws RuntimeException or a {@link LinkageError}, if a constant of a rule is wrong
     */
    public Inmates load() {
        if (!breaches().isEmpty()) {
            throw new IllegalStateException("a breach is never loaded");
        }
        SortedMap<String, byte[]> fuelled = new TreeMap<>();
        classes.forEach((name, bytes) -> fuelled.put(name, Fuelling.of(bytes, vetting)));
        CagedClassLoader loader = new CagedClassLoader(fuelled);
        List<String> models = fuelled.keySet().stream()
                .filter(name -> Generated.RULES.matcher(name.replace('.', '/')).matches())
                .toList();
        if (models.size() != 1) {
            throw new IllegalStateException("there are " + models.size() + " models, not one");
        }
        Fuel.fill(0, 0);
        try {
            Model model =
                    (Model) loader.loadClass(models.get(0)).getConstructor().newInstance();
            return new Inmates(KieBaseBuilder.createKieBaseFromModel(model, new KieBaseOption[0]), loader);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause();
            throw new IllegalArgumentException(cause == null ? e : cause);
        } finally {
            Fuel.drain();
        }
    }
}

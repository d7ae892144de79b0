package io.tact.rules.drools.build;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/** Builds rules with Drools' executable model, and gives the classes that it generates without loading them. */
final class KieBuild {
    private static final String FOLDER = "src/main/resources/tact/ruleset/";
    private static final String PACKAGE = "tact/ruleset/";
    private static final String CLASS = ".class";

    private int builds;

    /** @param files DRL by file name */
    BuildOutcome build(Map<String, String> files) {
        KieServices services = KieServices.get();
        builds++;
        ReleaseId releaseId = services.newReleaseId("tact", "ruleset", "1." + builds);
        KieFileSystem system = services.newKieFileSystem();
        system.generateAndWritePomXML(releaseId);
        files.forEach((name, text) -> system.write(FOLDER + name, text));
        try {
            KieBuilder builder = services.newKieBuilder(system).buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            return errors.isEmpty()
                    ? new BuildOutcome(classes((InternalKieModule) builder.getKieModule()), List.of())
                    : failed(errors.stream()
                            .map(m -> String.valueOf(m.getText()))
                            .toList());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return failed(List.of("Drools cannot load it: " + e));
        } finally {
            services.getRepository().removeKieModule(releaseId);
        }
    }

    private static BuildOutcome failed(List<String> errors) {
        return new BuildOutcome(Map.of(), errors);
    }

    private static Map<String, byte[]> classes(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : module.getFileNames()) {
            if (name.startsWith(PACKAGE) && name.endsWith(CLASS)) {
                String binary =
                        name.substring(0, name.length() - CLASS.length()).replace('/', '.');
                classes.put(binary, module.getBytes(name));
            }
        }
        return classes;
    }
}

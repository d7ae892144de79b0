package io.tact.rules.drools;

import io.tact.ruleset.RulesetVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/**
 * Builds rules with Drools' executable model. Each build has a release id of its own, so that two builds never share
 * anything, and is forgotten by Drools when it failed.
 *
 * <p>What Tact supplies (package, imports, the global {@code verdicts}) stands before the author's first line, so that
 * every line keeps its number.
 */
final class KieModuleBuild {
    private static final String PREAMBLE = "package tact.ruleset; import io.tact.facts.*; import io.tact.model.*; "
            + "import static io.tact.facts.Select.*; import static io.tact.facts.Times.*; "
            + "global io.tact.facts.Verdicts verdicts; ";
    private static final AtomicLong BUILDS = new AtomicLong();

    private final ReleaseId releaseId;
    private final @Nullable KieContainer container;
    private final List<String> errors;

    private KieModuleBuild(ReleaseId releaseId, @Nullable KieContainer container, List<String> errors) {
        this.releaseId = releaseId;
        this.container = container;
        this.errors = List.copyOf(errors);
    }

    static KieModuleBuild of(RulesetVersion version, List<RuleSource> rules) {
        KieServices services = KieServices.get();
        ReleaseId releaseId = services.newReleaseId("tact", "r" + version.hash(), "1." + BUILDS.incrementAndGet());
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(releaseId);
        int count = 0;
        for (Map.Entry<DrlFile, List<RuleSource>> file : byFile(rules).entrySet()) {
            count++;
            files.write("src/main/resources/tact/ruleset/file" + count + ".drl", only(file.getKey(), file.getValue()));
        }
        try {
            KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (errors.isEmpty()) {
                KieContainer container = services.newKieContainer(releaseId);
                container.getKieBase();
                return new KieModuleBuild(releaseId, container, List.of());
            }
            return failed(
                    releaseId,
                    errors.stream().map(m -> String.valueOf(m.getText())).toList());
        } catch (RuntimeException | LinkageError e) {
            // Drools takes some type errors for its own: they show when the generated classes are loaded.
            return failed(releaseId, List.of("Drools cannot load it: " + PlainWords.of(e)));
        }
    }

    private static KieModuleBuild failed(ReleaseId releaseId, List<String> errors) {
        KieServices.get().getRepository().removeKieModule(releaseId);
        return new KieModuleBuild(releaseId, null, errors);
    }

    /** What Drools said; empty if it worked. */
    List<String> errors() {
        return errors;
    }

    /** @throws IllegalStateException if the build failed */
    KieBase kieBase() {
        if (container == null) {
            throw new IllegalStateException("nothing was built");
        }
        return container.getKieBase();
    }

    /** @throws IllegalStateException if the build failed */
    ClassLoader classLoader() {
        if (container == null) {
            throw new IllegalStateException("nothing was built");
        }
        return container.getClassLoader();
    }

    /** Frees everything. */
    void close() {
        if (container != null) {
            container.dispose();
        }
        KieServices.get().getRepository().removeKieModule(releaseId);
    }

    private static Map<DrlFile, List<RuleSource>> byFile(List<RuleSource> rules) {
        Map<DrlFile, List<RuleSource>> byFile = new LinkedHashMap<>();
        rules.forEach(
                r -> byFile.computeIfAbsent(r.file(), f -> new ArrayList<>()).add(r));
        return byFile;
    }

    /** The file with everything but these rules blanked out. */
    private static String only(DrlFile file, List<RuleSource> rules) {
        StringBuilder text = new StringBuilder(PREAMBLE);
        int at = 0;
        for (RuleSource rule : rules) {
            blank(file.text(), at, rule.start(), text);
            text.append(file.text(), rule.start(), rule.end());
            at = rule.end();
        }
        return text.append('\n').toString();
    }

    private static void blank(String from, int start, int end, StringBuilder to) {
        for (int i = start; i < end; i++) {
            to.append(from.charAt(i) == '\n' ? '\n' : ' ');
        }
    }
}

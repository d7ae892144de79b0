package io.tact.rules.drools;

import io.tact.rules.drools.allowed.Preamble;
import io.tact.rules.drools.build.BuildOutcome;
import io.tact.rules.drools.build.BuildProcess;
import io.tact.rules.drools.cage.Breach;
import io.tact.rules.drools.cage.Cage;
import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.RuleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rules that were built by another JVM, verified, and loaded into the cage; or what was wrong.
 *
 * @param inmates what was loaded; null if anything was wrong
 * @param errors what Drools and its Java compiler said
 * @param breaches what the classes hold that they must not
 */
record CagedBuild(Cage.@Nullable Inmates inmates, List<String> errors, List<Breach> breaches) {

    /**
     * Builds rules that the grammar admitted.
     *
     * @throws io.tact.rules.drools.build.BuildFailedException if nothing can be said of the rules
     */
    static CagedBuild of(List<RuleSource> rules) {
        BuildOutcome outcome = BuildProcess.shared().build(texts(rules));
        if (!outcome.errors().isEmpty()) {
            return new CagedBuild(null, outcome.errors(), List.of());
        }
        Cage cage = Cage.of(outcome.classes());
        if (!cage.breaches().isEmpty()) {
            return new CagedBuild(null, List.of(), cage.breaches());
        }
        try {
            return new CagedBuild(cage.load(), List.of(), List.of());
        } catch (RuntimeException | LinkageError e) {
            // Drools takes some type errors for its own: they show when the generated classes are loaded.
            return new CagedBuild(null, List.of("Drools cannot load it: " + PlainWords.of(e)), List.of());
        }
    }

    /** The files, by names that say nothing, with everything but these rules blanked out. */
    private static Map<String, String> texts(List<RuleSource> rules) {
        Map<DrlFile, List<RuleSource>> byFile = new LinkedHashMap<>();
        rules.forEach(
                r -> byFile.computeIfAbsent(r.file(), f -> new ArrayList<>()).add(r));
        Map<String, String> texts = new TreeMap<>();
        byFile.forEach((file, some) -> texts.put("file" + (texts.size() + 1) + ".drl", only(file, some)));
        return texts;
    }

    private static String only(DrlFile file, List<RuleSource> rules) {
        StringBuilder text = new StringBuilder(Preamble.TEXT);
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

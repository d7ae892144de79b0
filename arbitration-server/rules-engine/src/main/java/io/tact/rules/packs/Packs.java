package io.tact.rules.packs;

import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.port.HolidaySource;
import io.tact.rules.RulesetFolder;
import io.tact.rules.tables.HolidayRow;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.Provenance;
import io.tact.rules.tables.RulesetParser;
import io.tact.ruleset.Deadline;
import io.tact.ruleset.Pack;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds packs on disk and reads them for people. */
public final class Packs {
    private static final String PACK = "pack.yaml";
    private static final String SHELF = "packs";

    private Packs() {}

    /**
     * Reads every pack in some folders and below them, by reference.
     *
     * @param holidays the calendars that hours may be kept by
     * @param problems gets every error and warning, each with the pack's folder before its file
     * @return what could be read; not to be shown if there was an error
     * @throws IOException if a folder is missing or cannot be read, holds no pack, or two packs have one reference; the
     *     message says so in one line
     */
    public static List<ShownPack> read(List<Path> folders, HolidaySource holidays, List<Problem> problems)
            throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path folder : folders) {
            for (Path pack : find(folder)) {
                Path other = found.putIfAbsent(reference(pack), pack);
                if (other != null && !Files.isSameFile(other, pack)) {
                    throw new FileSystemException(
                            pack.toString(), null, "has the same name as " + other + ". Maybe name one of the two");
                }
            }
        }
        List<ShownPack> packs = new ArrayList<>();
        for (Map.Entry<String, Path> each : found.entrySet()) {
            packs.add(read(each.getKey(), each.getValue(), holidays, problems));
        }
        return packs;
    }

    private static List<Path> find(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(
                    folder.toString(), null, "there is no such folder. Maybe its name is misspelt");
        }
        try (Stream<Path> files = Files.find(folder, 16, (path, is) -> is.isRegularFile() && path.endsWith(PACK))) {
            List<Path> packs =
                    files.map(file -> file.resolveSibling("")).sorted().toList();
            if (packs.isEmpty()) {
                throw new FileSystemException(
                        folder.toString(), null, "holds no " + PACK + ". Maybe it is a ruleset, and not a pack");
            }
            return packs;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** How rulesets include the pack of a folder: its path from the nearest folder {@code packs} above, else its name. */
    private static String reference(Path pack) {
        Path path = pack.toAbsolutePath().normalize();
        for (int i = path.getNameCount() - 2; i >= 0; i--) {
            if (path.getName(i).toString().equals(SHELF)) {
                return path.subpath(i + 1, path.getNameCount()).toString().replace('\\', '/');
            }
        }
        return String.valueOf(path.getFileName());
    }

    private static ShownPack read(String reference, Path folder, HolidaySource holidays, List<Problem> problems)
            throws IOException {
        List<Problem> found = new ArrayList<>();
        ParsedRuleset parsed = RulesetParser.parse(RulesetFolder.read(folder), holidays, found);
        found.forEach(problem -> problems.add(inFolder(folder, problem)));
        String name = parsed.settings().name();
        Pack pack = parsed.packs().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FileSystemException(
                        folder.toString(), null, "is a pack and a ruleset in one. Maybe delete its ruleset.yaml"));
        List<PolicyRule> rules = parsed.policy().stream()
                .filter(rule -> rule.info().pack().equals(name))
                .toList();
        return new ShownPack(reference, pack, rows(pack, rules, parsed), rules);
    }

    private static Problem inFolder(Path folder, Problem p) {
        String file = folder.resolve(p.file()).toString();
        return new Problem(p.severity(), file, p.row(), p.column(), p.place(), p.what(), p.advice());
    }

    private static List<ShownRow> rows(Pack pack, List<PolicyRule> rules, ParsedRuleset parsed) {
        HoursWords hours = new HoursWords(rules);
        Map<RuleInfo, String> words = new LinkedHashMap<>();
        of(rules, HoursRule.class).forEach(row -> words.put(row.info(), hours.of(row)));
        for (HolidayRow row : parsed.holidays()) {
            if (row.info().pack().equals(pack.name())) {
                words.put(row.info(), HoursWords.of(row));
            }
        }
        of(rules, CapRule.class).forEach(row -> words.put(row.info(), CapWords.of(row)));
        of(rules, ConsentRule.class).forEach(row -> words.put(row.info(), ConsentWords.of(row)));
        of(rules, CooloffRule.class).forEach(row -> words.put(row.info(), CooloffWords.of(row)));
        of(rules, ExclusionRule.class).forEach(row -> words.put(row.info(), ExclusionWords.of(row)));
        of(rules, ExemptionRule.class).forEach(row -> words.put(row.info(), ExemptionWords.of(row)));
        // A deadline's row is also the exemption of the message that confirms an opt-out: its own words say both.
        for (Deadline row : pack.deadlines()) {
            words.remove(row.info());
            words.put(row.info(), DeadlineWords.of(row));
        }
        return words.entrySet().stream()
                .map(e -> new ShownRow(
                        e.getKey(), e.getValue(), parsed.provenance().getOrDefault(e.getKey(), Provenance.UNSAID)))
                .toList();
    }

    private static <T extends PolicyRule> List<T> of(List<PolicyRule> rules, Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

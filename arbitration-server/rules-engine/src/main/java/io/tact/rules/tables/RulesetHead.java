package io.tact.rules.tables;

import io.tact.ruleset.Pack;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import io.tact.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What stands above the tables: the settings, and which parts have tables.
 *
 * @param settings the settings
 * @param own the ruleset itself, or the pack that is checked on its own
 * @param packs the packs that it includes, and those that these include, each once
 */
record RulesetHead(RulesetSettings settings, Part own, List<Part> packs) {
    RulesetHead {
        packs = List.copyOf(packs);
    }

    /** The head of a ruleset; a folder with {@code pack.yaml} in the place of {@code ruleset.yaml} is a pack. */
    static RulesetHead read(RulesetSource source, List<Problem> problems) {
        SortedMap<String, byte[]> files = source.files();
        String file = mainFile(files);
        byte[] content = files.get(file);
        YamlMap map = content == null ? YamlMap.unread(file, problems) : YamlMap.read(file, content, problems);
        Map<String, Part> packs = new LinkedHashMap<>();
        if (file.equals(PackFile.FILE)) {
            Pack pack = PackFile.read(map, "");
            include(PackFile.includes(map), file, source, packs, problems);
            Part own = new Part(pack.name(), "", pack);
            return new RulesetHead(SettingsFile.ofPack(pack.name()), own, new ArrayList<>(packs.values()));
        }
        if (content == null) {
            problems.add(Problem.inFile(file, "is missing", "A ruleset needs it, with at least a name and a zone"));
        }
        RulesetSettings settings = SettingsFile.read(map);
        include(PackFile.includes(map), file, source, packs, problems);
        return new RulesetHead(settings, Part.ofRuleset(settings.name()), new ArrayList<>(packs.values()));
    }

    /** The packs that a ruleset, or a pack in it, names, as far as that can be read. */
    static List<String> includes(SortedMap<String, byte[]> files, String folder) {
        String file = folder.isEmpty() ? mainFile(files) : folder + PackFile.FILE;
        byte[] content = files.get(file);
        return content == null
                ? List.of()
                : PackFile.includes(YamlMap.read(file, content, new ArrayList<>())).stream()
                        .map(YamlMap.Located::value)
                        .toList();
    }

    private static String mainFile(SortedMap<String, byte[]> files) {
        boolean isPack = files.containsKey(PackFile.FILE) && !files.containsKey(SettingsFile.FILE);
        return isPack ? PackFile.FILE : SettingsFile.FILE;
    }

    private static void include(
            List<YamlMap.Located<String>> names,
            String from,
            RulesetSource source,
            Map<String, Part> packs,
            List<Problem> problems) {
        for (YamlMap.Located<String> name : names) {
            if (packs.containsKey(name.value())) {
                continue;
            }
            String folder = PackFile.folder(name.value());
            byte[] content = source.files().get(folder + PackFile.FILE);
            if (content == null) {
                problems.add(Problem.atLine(
                        from,
                        name.line(),
                        0,
                        "there is no pack \"" + Texts.brief(name.value()) + "\"",
                        advice(name.value(), source)));
                continue;
            }
            YamlMap map = YamlMap.read(folder + PackFile.FILE, content, problems);
            packs.put(name.value(), new Part(name.value(), folder, PackFile.read(map, name.value())));
            include(PackFile.includes(map), folder + PackFile.FILE, source, packs, problems);
        }
    }

    private static String advice(String name, RulesetSource source) {
        Set<String> known = new TreeSet<>(source.packs());
        for (String file : source.files().keySet()) {
            if (file.startsWith("packs/") && file.endsWith("/" + PackFile.FILE)) {
                known.add(file.substring("packs/".length(), file.length() - PackFile.FILE.length() - 1));
            }
        }
        return known.isEmpty()
                ? "Packs stand in a folder packs, beside the ruleset's folder or above it: there is none"
                : Closest.adviceOrList(name, known);
    }
}

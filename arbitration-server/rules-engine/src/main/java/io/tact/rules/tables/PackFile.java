package io.tact.rules.tables;

import io.tact.ruleset.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code pack.yaml}. */
final class PackFile {
    static final String FILE = "pack.yaml";
    static final String INCLUDES = "includes";

    private static final List<String> KEYS =
            List.of("name", "title", "jurisdiction", "status", "reviewed", "description", INCLUDES, "notEncoded");
    private static final List<String> OMISSION = List.of("id", "why");
    private static final Pattern PACK = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");

    private PackFile() {}

    /**
     * What a pack says of itself, with defaults for what is missing or wrong, so that its tables can be checked too.
     *
     * @param reference how others include it; empty if it is checked on its own
     */
    static Pack read(YamlMap map, String reference) {
        String folder = reference.substring(reference.lastIndexOf('/') + 1);
        map.refuseOthers(KEYS);
        map.require("name", folder.isEmpty() ? "Maybe the name of the folder" : "Maybe " + folder);
        map.require("title", "Maybe the name of the country");
        map.require("status", "LAW if every row was confirmed, else TEMPLATE");
        map.require("reviewed", "The day on which it was last compared with its sources, such as 2026-11-23");
        String jurisdiction = map.value("jurisdiction", CellTypes::jurisdiction, "");
        String name = map.value("name", text -> name(text, folder), "unnamed");
        return new Pack(
                reference.isEmpty() ? name : reference,
                map.value("title", text -> text, ""),
                jurisdiction.isEmpty() ? null : jurisdiction,
                map.value("status", CellTypes.oneOf(Pack.Status.class), Pack.Status.TEMPLATE),
                map.value("reviewed", CellTypes::date, LocalDate.EPOCH),
                map.text("description"),
                omissions(map),
                List.of());
    }

    private static List<Pack.Omission> omissions(YamlMap map) {
        List<Pack.Omission> omissions = new ArrayList<>();
        for (YamlMap one : map.maps("notEncoded")) {
            one.refuseOthers(OMISSION);
            one.require("id", "The id of the figure in its source");
            one.require("why", "Say why the pack leaves it out");
            omissions.add(new Pack.Omission(one.value("id", CellTypes::id, ""), one.value("why", text -> text, "")));
        }
        return omissions;
    }

    private static String name(String text, String folder) {
        SettingsFile.name(text);
        if (!folder.isEmpty() && !text.equals(folder)) {
            throw CellException.mustBe(text, "the name of its folder", "Maybe " + folder);
        }
        return text;
    }

    /** A pack as others include it, such as {@code legal/fr}: never a path that leads anywhere else. */
    static String reference(String text) {
        if (!PACK.matcher(text).matches()) {
            throw CellException.mustBe(text, "a pack such as legal/fr", "Use small letters, digits, - and /");
        }
        return text;
    }

    /** The packs that a file, {@code ruleset.yaml} or {@code pack.yaml}, includes. */
    static List<YamlMap.Located<String>> includes(YamlMap map) {
        return map.values(INCLUDES, PackFile::reference);
    }

    /** Where a pack's files stand in a ruleset. */
    static String folder(String reference) {
        return "packs/" + reference + "/";
    }
}

package io.tact.rules.tables;

import io.tact.model.Fixed;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code ruleset.yaml}. */
final class SettingsFile {
    static final String FILE = "ruleset.yaml";

    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "owner",
            "zone",
            "language",
            "includes",
            "controlShare",
            "reservationTtl",
            "horizon");
    private static final List<String> SHARES = List.of("universal", "campaign", "salt");
    private static final Fixed CAMPAIGN_SHARE = Fixed.parse("0.05");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_HORIZON = 400;
    private static final int LONGEST_TTL = 30;

    private final List<Problem> problems;

    private SettingsFile(List<Problem> problems) {
        this.problems = problems;
    }

    /** The settings, with defaults for what is missing or wrong, so that the tables can be checked too. */
    static RulesetSettings read(Map<String, byte[]> files, List<Problem> problems) {
        byte[] content = files.get(FILE);
        if (content == null) {
            problems.add(Problem.inFile(FILE, "is missing", "A ruleset needs it, with at least a name and a zone"));
        }
        Map<String, Yaml.Node> map = content == null ? null : Yaml.read(FILE, content, problems);
        return new SettingsFile(problems).settings(map);
    }

    private RulesetSettings settings(@Nullable Map<String, Yaml.Node> read) {
        Map<String, Yaml.Node> map = read == null ? new HashMap<>() : read;
        refuseUnknown(map, KEYS, "");
        if (read != null) {
            require(map, "name", "Maybe the name of the folder");
            require(map, "zone", "Maybe Europe/Paris: the zone of subscribers who declare none");
        }
        refuseIncludes(map.get("includes"));
        Yaml.Node control = map.get("controlShare");
        Map<String, Yaml.Node> shares = control == null || control.map() == null ? Map.of() : control.map();
        refuseUnknown(shares, SHARES, "controlShare.");
        Fixed universal = control != null && control.map() == null
                ? value(map, "controlShare", "controlShare", CellTypes::share, Fixed.ZERO)
                : value(shares, "universal", "controlShare.universal", CellTypes::share, Fixed.ZERO);
        ZoneId zone = value(map, "zone", "zone", CellTypes::zone, ZoneId.of("UTC"));
        return new RulesetSettings(
                value(map, "name", "name", SettingsFile::name, "unnamed"),
                text(map, "description"),
                text(map, "owner"),
                zone,
                value(map, "language", "language", Languages::tag, "en"),
                universal,
                value(shares, "campaign", "controlShare.campaign", CellTypes::share, CAMPAIGN_SHARE),
                value(shares, "salt", "controlShare.salt", text -> text, ""),
                value(map, "reservationTtl", "reservationTtl", duration(LONGEST_TTL), Duration.ofMinutes(15)),
                value(map, "horizon", "horizon", duration(LONGEST_HORIZON), Duration.ofDays(400)),
                List.of(zone));
    }

    private void refuseUnknown(Map<String, Yaml.Node> map, List<String> keys, String prefix) {
        map.forEach((key, node) -> {
            if (!keys.contains(key)) {
                problems.add(Problem.atLine(
                        FILE,
                        node.line(),
                        0,
                        "\"" + prefix + Texts.brief(key) + "\" is no setting",
                        Closest.names(key, keys).isEmpty()
                                ? "There are " + String.join(", ", keys)
                                : Closest.advice(key, keys)));
            }
        });
    }

    private void require(Map<String, Yaml.Node> map, String key, String advice) {
        Yaml.Node node = map.get(key);
        if (node == null) {
            problems.add(Problem.inFile(FILE, key + " is missing", advice));
        } else if (node.isEmpty()) {
            problems.add(Problem.atLine(FILE, node.line(), 0, key + " must not be empty", advice));
        }
    }

    private void refuseIncludes(Yaml.@Nullable Node includes) {
        if (includes != null && !includes.isEmpty()) {
            problems.add(Problem.atLine(
                    FILE, includes.line(), 0, "includes is not supported yet", "Leave it out: there are no packs yet"));
        }
    }

    private @Nullable String text(Map<String, Yaml.Node> map, String key) {
        String text = value(map, key, key, t -> t, "");
        return text.isEmpty() ? null : text;
    }

    private <T> T value(Map<String, Yaml.Node> map, String key, String name, CellType<T> type, T otherwise) {
        Yaml.Node node = map.get(key);
        if (node == null || (node.isEmpty() && node.map() == null && !node.isList())) {
            return otherwise;
        }
        if (node.text() == null) {
            String kind = node.isList() ? "a list" : "a map";
            problems.add(Problem.atLine(FILE, node.line(), 0, name + " must be one value, and not " + kind, ""));
            return otherwise;
        }
        try {
            return type.read(node.text().strip());
        } catch (CellException e) {
            problems.add(Problem.atLine(FILE, node.line(), 0, e.whatOf(name), e.advice()));
            return otherwise;
        }
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw CellException.mustBe(text, "at most 64 letters, digits and . _ -", "");
        }
        return text;
    }

    private static CellType<Duration> duration(int days) {
        return text -> {
            var span = CellTypes.span(days).read(text);
            if (span.period().toTotalMonths() != 0) {
                throw CellException.mustBe(text, "days or shorter, such as P30D", "");
            }
            return span.duration().plusDays(span.period().getDays());
        };
    }
}

package io.tact.rules.tables;

import io.tact.model.Fixed;
import io.tact.ruleset.RulesetSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code ruleset.yaml}. */
final class SettingsFile {
    static final String FILE = "ruleset.yaml";

    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "owner",
            "zone",
            "unknownZones",
            "language",
            PackFile.INCLUDES,
            "controlShare",
            "reservationTtl",
            "horizon");
    private static final List<String> SHARES = List.of("universal", "campaign", "salt");
    private static final Fixed CAMPAIGN_SHARE = Fixed.parse("0.05");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_HORIZON = 400;
    private static final int LONGEST_TTL = 30;

    private SettingsFile() {}

    /** The settings, with defaults for what is missing or wrong, so that the tables can be checked too. */
    static RulesetSettings read(YamlMap map) {
        map.refuseOthers(KEYS);
        map.require("name", "Maybe the name of the folder");
        map.require("zone", "Maybe Europe/Paris: the zone of dates in the tables");
        YamlMap shares = map.map("controlShare");
        shares.refuseOthers(SHARES);
        Fixed universal = map.isMap("controlShare")
                ? shares.value("universal", CellTypes::share, Fixed.ZERO)
                : map.value("controlShare", CellTypes::share, Fixed.ZERO);
        return new RulesetSettings(
                map.value("name", SettingsFile::name, "unnamed"),
                map.text("description"),
                map.text("owner"),
                map.value("zone", CellTypes::zone, ZoneId.of("UTC")),
                map.value("language", Languages::tag, "en"),
                universal,
                shares.value("campaign", CellTypes::share, CAMPAIGN_SHARE),
                shares.value("salt", text -> text, ""),
                map.value("reservationTtl", duration(LONGEST_TTL), Duration.ofMinutes(15)),
                map.value("horizon", duration(LONGEST_HORIZON), Duration.ofDays(400)),
                map.values("unknownZones", CellTypes::zone).stream()
                        .map(YamlMap.Located::value)
                        .toList());
    }

    /** What holds for a pack that is checked on its own: subscribers of whom nothing is known may be anywhere. */
    static RulesetSettings ofPack(String name) {
        return new RulesetSettings(
                name,
                null,
                null,
                ZoneId.of("UTC"),
                "en",
                Fixed.ZERO,
                Fixed.ZERO,
                "",
                Duration.ofMinutes(15),
                Duration.ofDays(400),
                List.<ZoneId>of());
    }

    /** A name of a ruleset or a pack. */
    static String name(String text) {
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

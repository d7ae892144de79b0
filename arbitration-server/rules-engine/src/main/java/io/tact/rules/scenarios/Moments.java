package io.tact.rules.scenarios;

import io.tact.model.Span;
import io.tact.rules.tables.Closest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Instants as scenarios write them: {@code 2026-11-23T10:00:00+01:00}, the same with {@code [Europe/Paris]}, or a time
 * before the scenario's now: {@code -5d} (calendar days on the subscriber's clock), {@code -2w}, {@code -36h},
 * {@code -30m}, {@code -1d12h}, {@code -P2D}, {@code -PT36H}.
 */
final class Moments {
    static final String ADVICE = "Maybe write 2026-11-23T10:00:00+01:00";
    static final String OFFSET_ADVICE =
            "Maybe write -5d, -36h, -30m, -P2D, or an instant such as 2026-11-23T10:00:00+01:00";
    private static final Pattern ZONED = Pattern.compile(".*\\[(.*)]");
    private static final Pattern SHORT =
            Pattern.compile("(?:(\\d{1,5})w)?(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?");

    private Moments() {}

    /** An instant; null, with a problem noted, if it is none. */
    static @Nullable Instant instant(YamlReader yaml, Node node, String what) {
        String text = yaml.text(node, what);
        if (text == null) {
            return null;
        }
        Matcher zoned = ZONED.matcher(text);
        if (zoned.matches() && zone(yaml, node, "zone of " + what, zoned.group(1)) == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            yaml.problem(
                    node,
                    what + " (\"" + YamlReader.brief(text) + "\") must be an instant with its offset or zone",
                    ADVICE);
            return null;
        }
    }

    /** A zone; null, with a problem noted, if there is none of that name. */
    static @Nullable ZoneId zone(YamlReader yaml, Node node, String what, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            String close = Closest.advice(name, ZoneId.getAvailableZoneIds());
            yaml.problem(
                    node,
                    what + " \"" + YamlReader.brief(name) + "\" is not known",
                    close.isEmpty() ? "Maybe Europe/Paris" : close);
            return null;
        }
    }

    /** An instant at or before {@code now}; null if the text is none. */
    static @Nullable Instant upTo(Instant now, ZoneId zone, String text) {
        try {
            Instant at = text.startsWith("-")
                    ? ago(now, zone, text.substring(1))
                    : ZonedDateTime.parse(text).toInstant();
            return at == null || at.isAfter(now) ? null : at;
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            return null;
        }
    }

    /** An instant, or a time before now; null, with a problem noted, if it is neither. */
    static @Nullable Instant any(YamlReader yaml, YamlReader.Field field, Instant now, ZoneId zone) {
        String text = yaml.text(field.value(), field.name());
        if (text == null || !text.startsWith("-")) {
            return text == null ? null : instant(yaml, field.value(), field.name());
        }
        Instant at = upTo(now, zone, text);
        if (at == null) {
            yaml.problem(
                    field.value(),
                    field.name() + " (\"" + YamlReader.brief(text) + "\") must be an instant, or a time before now",
                    OFFSET_ADVICE);
        }
        return at;
    }

    private static @Nullable Instant ago(Instant now, ZoneId zone, String length) {
        if (length.startsWith("P")) {
            return Span.parse(length).before(now, zone);
        }
        Matcher parts = SHORT.matcher(length);
        if (length.isEmpty() || !parts.matches()) {
            return null;
        }
        int days = 7 * part(parts, 1) + part(parts, 2);
        return Span.parse("P" + days + "DT" + part(parts, 3) + "H" + part(parts, 4) + "M")
                .before(now, zone);
    }

    private static int part(Matcher parts, int group) {
        String text = parts.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }
}

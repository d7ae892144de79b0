package io.tact.rules.scenarios;

import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Suppression;
import io.tact.rules.scenarios.YamlReader.Field;
import io.tact.rules.tables.Weekdays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads where a subscriber is, what binds them to senders, when they want to hear of offers, and what is stopped. */
final class CircumstancesReader {
    /** What of a subscriber is read here. */
    static final Set<String> KEYS = Set.of("residence", "location", "relations", "preferredHours", "suppressions");

    private static final Set<String> PLACE = Set.of("jurisdiction", "zone", "at");
    private static final Set<String> RELATION = Set.of("kind", "sender", "category", "at", "until");
    private static final Set<String> HOURS = Set.of("days", "open", "close");
    private static final Set<String> SUPPRESSION = Set.of(
            "id",
            "channel",
            "purpose",
            "category",
            "sender",
            "reason",
            "source",
            "at",
            "expiresAt",
            "liftedAt",
            "liftReason");
    private static final int DAY = 1440;

    private final YamlReader yaml;
    private final Instant now;
    private final ZoneId clock;

    /** @param clock the clock of offsets such as {@code -5d} */
    CircumstancesReader(YamlReader yaml, Instant now, ZoneId clock) {
        this.yaml = yaml;
        this.now = now;
        this.clock = clock;
    }

    /** @param fields what the subscriber says */
    Circumstances read(Map<String, Field> fields) {
        return new Circumstances(
                place(fields.get("residence")),
                place(fields.get("location")),
                each(fields.get("relations"), this::relation),
                each(fields.get("preferredHours"), this::hours),
                each(fields.get("suppressions"), this::suppression));
    }

    private interface Reading<T> {
        @Nullable T read(Node node);
    }

    private <T> List<T> each(@Nullable Field field, Reading<T> reading) {
        List<T> all = new ArrayList<>();
        for (Node node : field == null ? List.<Node>of() : yaml.list(field.value(), field.name())) {
            T one = reading.read(node);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private Place place(@Nullable Field field) {
        if (field == null) {
            return Place.UNKNOWN;
        }
        Map<String, Field> fields = yaml.map(field.value(), field.name(), PLACE);
        Field zone = fields.get("zone");
        String name = zone == null ? null : yaml.text(zone.value(), "zone");
        return new Place(
                text(fields, "jurisdiction"),
                zone == null || name == null ? null : Moments.zone(yaml, zone.value(), "zone", name),
                moment(fields, "at"));
    }

    private @Nullable Relation relation(Node node) {
        Map<String, Field> fields = yaml.map(node, "a relation", RELATION);
        Field field = fields.get("kind");
        if (field == null) {
            yaml.problem(node, "the relation has no kind", "Maybe one of " + List.of(Relation.Kind.values()));
            return null;
        }
        Relation.Kind kind = yaml.word(field.value(), "kind", Relation.Kind.class);
        Instant at = moment(fields, "at");
        Instant until = moment(fields, "until");
        if (at != null && until != null && until.isBefore(at)) {
            yaml.problem(node, "the relation ends before it begins", "Maybe at and until are swapped");
            return null;
        }
        return kind == null ? null : new Relation(kind, text(fields, "sender"), text(fields, "category"), at, until);
    }

    private @Nullable PreferredHours hours(Node node) {
        Map<String, Field> fields = yaml.map(node, "preferredHours", HOURS);
        Integer open = minute(node, fields, "open");
        Integer close = minute(node, fields, "close");
        Set<DayOfWeek> days = days(fields.get("days"));
        if (open == null || close == null) {
            return null;
        }
        if (open.equals(close) || open == DAY) {
            yaml.problem(node, "the preferred hours must open before they close", "Maybe 00:00 to 24:00");
            return null;
        }
        return new PreferredHours(days, open, close == 0 ? DAY : close);
    }

    private Set<DayOfWeek> days(@Nullable Field field) {
        Set<DayOfWeek> days = new LinkedHashSet<>();
        for (Node node : field == null ? List.<Node>of() : yaml.list(field.value(), "days")) {
            String text = yaml.text(node, "days");
            Set<DayOfWeek> some = text == null ? Set.of() : Weekdays.parse(text);
            if (text != null && some.isEmpty()) {
                yaml.problem(node, "days \"" + YamlReader.brief(text) + "\" are not known", "Maybe [MON-FRI, SAT]");
            }
            days.addAll(some);
        }
        return days;
    }

    private @Nullable Integer minute(Node node, Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        if (field == null) {
            yaml.problem(node, "the preferred hours have no " + name, "Maybe {open: \"09:00\", close: \"20:00\"}");
            return null;
        }
        String text = yaml.text(field.value(), name);
        try {
            if (text == null || text.equals("24:00")) {
                return text == null ? null : DAY;
            }
            LocalTime time = LocalTime.parse(text);
            return time.getHour() * 60 + time.getMinute();
        } catch (DateTimeParseException e) {
            yaml.problem(
                    field.value(),
                    name + " (\"" + YamlReader.brief(String.valueOf(text)) + "\") must be a time",
                    "Maybe \"09:00\"");
            return null;
        }
    }

    private @Nullable Suppression suppression(Node node) {
        Map<String, Field> fields = yaml.map(node, "a suppression", SUPPRESSION);
        Field channel = fields.get("channel");
        Field purpose = fields.get("purpose");
        Channel on = channel == null ? null : SlotReader.channel(yaml, channel.value());
        Purpose why = purpose == null ? null : yaml.word(purpose.value(), "purpose", Purpose.class);
        Instant at = moment(fields, "at");
        Instant liftedAt = moment(fields, "liftedAt");
        String id = text(fields, "id");
        String reason = text(fields, "reason");
        if (id == null) {
            yaml.problem(node, "the suppression has no id", "Maybe {id: bereaved, reason: a death in the family}");
            return null;
        }
        Suppression stop = new Suppression(
                id,
                on,
                why,
                text(fields, "category"),
                text(fields, "sender"),
                reason == null ? "" : reason,
                text(fields, "source"),
                at == null ? now.minusSeconds(DAY * 60L) : at,
                moment(fields, "expiresAt"),
                null);
        String liftReason = text(fields, "liftReason");
        return liftedAt == null ? stop : stop.lifted(liftedAt, liftReason == null ? "" : liftReason);
    }

    private @Nullable Instant moment(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field == null ? null : Moments.any(yaml, field, now, clock);
    }

    private @Nullable String text(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field == null ? null : yaml.text(field.value(), name);
    }
}

package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.Circumstances;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Relation;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what policy may need to know of a subscriber beside their consents. Pure. */
final class CircumstancesReader {
    private static final int MOST_RELATIONS = 100;
    private static final int MOST_HOURS = 21;
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
    private static final int DAY = 24 * 60;

    private final Instant now;
    private final Errors errors;

    /** @param now what was seen cannot be later */
    CircumstancesReader(Instant now, Errors errors) {
        this.now = now;
        this.errors = errors;
    }

    /** A day of the week as it is written. */
    enum Day {
        MON,
        TUE,
        WED,
        THU,
        FRI,
        SAT,
        SUN;

        DayOfWeek day() {
            return DayOfWeek.of(ordinal() + 1);
        }

        static Day of(DayOfWeek day) {
            return values()[day.getValue() - 1];
        }
    }

    /** Those of an object; without suppressions, which are set one by one. */
    Circumstances read(Fields fields) {
        return new Circumstances(
                place(fields, "residence", false),
                place(fields, "location", true),
                fields.list("relations", MOST_RELATIONS, this::relation),
                fields.list("preferredHours", MOST_HOURS, this::hours),
                List.of());
    }

    private Place place(Fields fields, String name, boolean isSeen) {
        JsonNode node = fields.find(name);
        AtomicReference<Place> place = new AtomicReference<>(Place.UNKNOWN);
        if (node != null) {
            Fields.read(node, fields.at(name), errors, where -> {
                Place read = new Place(
                        PlaceReader.jurisdiction(where, "jurisdiction"),
                        PlaceReader.zone(where),
                        isSeen ? where.pastOrNull("at", now) : null);
                if (where.find("jurisdiction") == null && where.find("zone") == null) {
                    errors.invalid(fields.at(name), "must have a jurisdiction or a zone. Maybe leave it out");
                }
                place.set(read);
            });
        }
        return java.util.Objects.requireNonNullElse(place.get(), Place.UNKNOWN);
    }

    private @Nullable Relation relation(JsonNode node, Pointer pointer) {
        AtomicReference<@Nullable Relation> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            Relation.Kind kind = fields.choiceOrNull("kind", Relation.Kind.class);
            String sender = fields.textOrNull("sender", Exchange.MAX_ID);
            String category = fields.textOrNull("category", Exchange.MAX_ID);
            Instant at = fields.instantOrNull("at");
            Instant until = fields.instantOrNull("until");
            if (fields.find("kind") == null) {
                fields.invalid("kind", "is missing. Maybe EXISTING_CUSTOMER");
            } else if (at != null && until != null && until.isBefore(at)) {
                fields.invalid("until", "(" + until + ") is before at (" + at + "). Maybe they are swapped");
            } else if (kind != null) {
                found.set(new Relation(kind, sender, category, at, until));
            }
        });
        return found.get();
    }

    private @Nullable PreferredHours hours(JsonNode node, Pointer pointer) {
        AtomicReference<@Nullable PreferredHours> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            fields.list("days", 7, (day, at) -> Fields.choice(day, at, Day.class, errors)).stream()
                    .map(Day::day)
                    .forEach(days::add);
            int open = minute(fields, "open", false);
            int close = minute(fields, "close", true);
            if (open >= 0 && open == close) {
                fields.invalid("close", "is the same as open. Maybe 00:00 and 24:00 for the whole day");
            } else if (open >= 0 && close >= 0) {
                found.set(new PreferredHours(days, open, close));
            }
        });
        return found.get();
    }

    /** Minutes since midnight, or −1 if there is an error. A day that closes at midnight closes at its end. */
    private static int minute(Fields fields, String name, boolean closes) {
        if (fields.find(name) == null) {
            fields.invalid(name, "is missing. Maybe 18:00");
            return -1;
        }
        String text = fields.textOrNull(name, 5);
        if (text == null) {
            return -1;
        }
        Matcher time = TIME.matcher(text);
        boolean midnight = text.equals("24:00") || text.equals("00:00");
        if (closes && midnight) {
            return DAY;
        }
        if (time.matches()) {
            return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
        }
        fields.invalid(name, "(\"" + text + "\") must be a time of day such as 18:00");
        return -1;
    }
}

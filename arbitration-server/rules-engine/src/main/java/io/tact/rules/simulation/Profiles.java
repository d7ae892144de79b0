package io.tact.rules.simulation;

import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Consent;
import io.tact.model.ProfileValue;
import io.tact.model.Subscriber;
import io.tact.rules.tables.Csv;
import io.tact.rules.tables.CsvReader;
import io.tact.rules.tables.CsvRow;
import io.tact.ruleset.Problem;
import io.tact.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file of profiles says of subscribers. Columns: {@code subscriber}, {@code zone}, {@code jurisdiction},
 * {@code language}, {@code lines}, {@code emails}, {@code devices} (lists with {@code |}), any profile attribute by name,
 * and {@code consent:SMS/MARKETING} with {@code granted} or {@code refused}. A consent has no date there: it is taken as
 * said the day before the subscriber's first wanted contact.
 */
final class Profiles {
    private static final List<String> FIELDS =
            List.of("subscriber", "zone", "jurisdiction", "language", "lines", "emails", "devices");
    private static final int INTERNED = 100_000;

    private final Map<String, Profile> bySubscriber = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> interned = new HashMap<>();
    private List<Attribute> attributes = List.of();
    private List<ConsentColumn> consents = List.of();

    private record ConsentColumn(String title, ConsentTopic topic) {}

    private record Profile(
            @Nullable ZoneId zone,
            @Nullable String jurisdiction,
            @Nullable String language,
            List<String> lines,
            List<String> emails,
            List<String> devices,
            @Nullable AttributeValue[] values,
            @Nullable Boolean[] consents) {}

    /** Nothing is known of anybody. */
    static Profiles none() {
        return new Profiles();
    }

    static Profiles read(Path path, Ruleset ruleset, FirstProblems problems, Progress progress) throws IOException {
        Profiles profiles = new Profiles();
        try (CsvReader reader = Csv.stream(path, problems)) {
            String file = String.valueOf(path.getFileName());
            profiles.titles(reader, file, ruleset, problems);
            List<String> known = new ArrayList<>(FIELDS);
            profiles.attributes.forEach(a -> known.add(a.name()));
            profiles.consents.forEach(c -> known.add(c.title()));
            Columns columns = new Columns(file, reader, known, problems);
            columns.require("subscriber");
            if (problems.total() > 0) {
                throw new ContactStreamReader.UnreadableException(file);
            }
            for (CsvRow row = reader.next(); row != null; row = reader.next()) {
                profiles.add(row, columns);
                if (row.number() % (1 << 14) == 0) {
                    progress.at("profiles", row.number(), 0);
                }
            }
        }
        return profiles;
    }

    private void titles(CsvReader reader, String file, Ruleset ruleset, FirstProblems problems) {
        List<Attribute> found = new ArrayList<>();
        List<ConsentColumn> topics = new ArrayList<>();
        for (int i = 0; i < reader.titles().size(); i++) {
            String title = reader.titles().get(i);
            Attribute attribute = ruleset.dictionary().find(title);
            ConsentTopic topic = ConsentTopic.parse(title);
            if (topic != null) {
                topics.add(new ConsentColumn(title, topic));
            } else if (FIELDS.contains(title.toLowerCase(Locale.ROOT))) {
                continue;
            } else if (attribute != null && attribute.scope() == AttributeScope.PROFILE) {
                found.add(attribute);
            } else if (title.toLowerCase(Locale.ROOT).startsWith("consent:")) {
                problems.add(Problem.atCell(
                        file,
                        1,
                        i + 1,
                        "\"" + Columns.brief(title) + "\" is no channel and purpose",
                        "Maybe consent:SMS/MARKETING"));
            }
        }
        attributes = List.copyOf(found);
        consents = List.copyOf(topics);
    }

    private void add(CsvRow row, Columns columns) {
        String subscriber = columns.required(row, "subscriber");
        @Nullable AttributeValue[] values = new AttributeValue[attributes.size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = attributes.get(i);
            values[i] = columns.parsed(row, attribute.name(), text -> value(attribute, text));
        }
        @Nullable Boolean[] said = new Boolean[consents.size()];
        for (int i = 0; i < said.length; i++) {
            said[i] = columns.parsed(row, consents.get(i).title(), Profiles::granted);
        }
        Profile profile = new Profile(
                columns.parsed(row, "zone", ZoneId::of),
                columns.text(row, "jurisdiction"),
                columns.text(row, "language"),
                list(row, columns, "lines"),
                list(row, columns, "emails"),
                list(row, columns, "devices"),
                values,
                said);
        if (subscriber != null && bySubscriber.putIfAbsent(subscriber, profile) != null) {
            columns.problem(
                    row,
                    "subscriber",
                    "subscriber \"" + Columns.brief(subscriber) + "\" stands twice",
                    "Maybe remove one of the rows");
        }
    }

    private AttributeValue value(Attribute attribute, String text) {
        Map<String, AttributeValue> known = interned.computeIfAbsent(attribute.name(), a -> new HashMap<>());
        AttributeValue value = known.get(text);
        if (value == null) {
            value = attribute.parse(text);
            if (known.size() < INTERNED) {
                known.put(text, value);
            }
        }
        return value;
    }

    private static Boolean granted(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "granted" -> true;
            case "refused" -> false;
            default -> throw new IllegalArgumentException("a consent must be granted or refused, or left empty");
        };
    }

    private static List<String> list(CsvRow row, Columns columns, String title) {
        String text = columns.text(row, title);
        return text == null ? List.of() : List.of(text.split("\\s*\\|\\s*"));
    }

    /** The zone a subscriber declares; null for none. */
    @Nullable ZoneId zone(String subscriber) {
        Profile profile = bySubscriber.get(subscriber);
        return profile == null ? null : profile.zone();
    }

    /**
     * A subscriber as the profiles have them.
     *
     * @param first the instant of their first wanted contact
     */
    Subscriber subscriber(String id, Instant first) {
        Profile profile = bySubscriber.get(id);
        if (profile == null) {
            return Subscriber.unknown(id);
        }
        Instant before = first.minus(Duration.ofDays(1));
        Map<String, ProfileValue> values = new HashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            AttributeValue value = profile.values()[i];
            if (value != null) {
                values.put(attributes.get(i).name(), new ProfileValue(value, before));
            }
        }
        List<Consent> said = new ArrayList<>();
        for (int i = 0; i < consents.size(); i++) {
            Boolean granted = profile.consents()[i];
            if (granted != null) {
                said.add(consents.get(i).topic().consent(granted, before));
            }
        }
        return new Subscriber(
                id,
                profile.lines(),
                profile.emails(),
                profile.devices(),
                profile.zone(),
                profile.jurisdiction(),
                profile.language(),
                values,
                said);
    }
}

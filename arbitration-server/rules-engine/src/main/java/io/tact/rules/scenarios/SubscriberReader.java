package io.tact.rules.scenarios;

import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Circumstances;
import io.tact.model.Consent;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.SpecialConsent;
import io.tact.model.Subscriber;
import io.tact.rules.scenarios.YamlReader.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario's subscriber: attributes by their names in the dictionary, beside what every subscriber has. */
final class SubscriberReader {
    private static final String DEFAULT_ID = "scenario";
    private static final Set<String> CONSENT_KEYS =
            Set.of("state", "at", "expiresAt", "category", "sender", "special", "source");

    private final YamlReader yaml;
    private final ScenarioTables tables;
    private final Instant now;

    private String id = DEFAULT_ID;
    private @Nullable String account;
    private List<String> lines = List.of();
    private List<String> emails = List.of();
    private List<String> devices = List.of();
    private @Nullable ZoneId zone;
    private @Nullable String jurisdiction;
    private @Nullable String language;
    private Circumstances circumstances = Circumstances.NONE;
    private final Map<String, ProfileValue> profile = new HashMap<>();
    private final List<Said> consents = new ArrayList<>();

    SubscriberReader(YamlReader yaml, ScenarioTables tables, Instant now) {
        this.yaml = yaml;
        this.tables = tables;
        this.now = now;
    }

    /**
     * A subscriber, before consents without a date have one.
     *
     * @param subscriber the subscriber without consents
     * @param account the account; null for one of their own
     * @param consents what they said
     */
    record Person(Subscriber subscriber, @Nullable String account, List<Said> consents) {}

    /** A consent whose {@code at} holds only if {@code dated}. */
    record Said(Consent consent, boolean dated) {}

    /** @param defaultZone the clock of offsets, for a subscriber who declares no zone */
    Person read(@Nullable Field field, ZoneId defaultZone) {
        if (field != null) {
            Map<String, Field> fields = yaml.map(field.value(), "subscriber");
            Field declared = fields.get("zone");
            zone = declared == null ? null : zone(declared.value());
            ZoneId clock = zone == null ? defaultZone : zone;
            circumstances = new CircumstancesReader(yaml, now, clock).read(fields);
            fields.values().stream().filter(f -> !f.name().equals("zone")).forEach(f -> one(f, clock));
        }
        Subscriber subscriber = new Subscriber(
                id, lines, emails, devices, zone, jurisdiction, language, profile, List.of(), circumstances);
        return new Person(subscriber, account, List.copyOf(consents));
    }

    private void one(Field field, ZoneId clock) {
        Node value = field.value();
        switch (field.name()) {
            case "id" -> id = orElse(yaml.text(value, "id"), DEFAULT_ID);
            case "account" -> account = yaml.text(value, "account");
            case "jurisdiction" -> jurisdiction = yaml.text(value, "jurisdiction");
            case "language" -> language = yaml.text(value, "language");
            case "lines" -> lines = yaml.texts(value, "lines");
            case "emails" -> emails = yaml.texts(value, "emails");
            case "devices" -> devices = yaml.texts(value, "devices");
            case "consents" -> yaml.map(value, "consents").values().forEach(c -> consent(c, clock));
            default -> {
                if (!CircumstancesReader.KEYS.contains(field.name())) {
                    attribute(field);
                }
            }
        }
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private @Nullable ZoneId zone(Node node) {
        String text = yaml.text(node, "zone");
        return text == null ? null : Moments.zone(yaml, node, "zone", text);
    }

    private void attribute(Field field) {
        Attribute attribute = AttributeReader.attribute(yaml, tables, field);
        if (attribute == null) {
            return;
        }
        if (attribute.scope() != AttributeScope.PROFILE) {
            yaml.problem(
                    field.key(),
                    "attribute " + attribute.name() + " belongs to the context, not to the subscriber",
                    "Maybe write it in request: {context: {" + attribute.name() + ": …}}");
        } else if (!YamlReader.isNothing(field.value())) {
            AttributeValue value = AttributeReader.value(yaml, attribute, field.value());
            if (value != null) {
                profile.put(attribute.name(), new ProfileValue(value, now));
            }
        }
    }

    private void consent(Field field, ZoneId clock) {
        ConsentScope scope = consentScope(field);
        if (scope == null) {
            return;
        }
        if (ScenarioReader.isWord(field.value())) {
            Boolean granted = granted(field.value());
            if (granted != null) {
                add(scope, granted, null, Map.of(), clock);
            }
            return;
        }
        Map<String, Field> fields = yaml.map(field.value(), "a consent", CONSENT_KEYS);
        Field state = fields.get("state");
        if (state == null) {
            yaml.problem(field.key(), "the consent has no state", "Maybe write {state: granted}");
            return;
        }
        Boolean granted = granted(state.value());
        if (granted != null) {
            add(scope, granted, fields.get("at"), fields, clock);
        }
    }

    private record ConsentScope(
            @Nullable Channel channel, @Nullable Purpose purpose, @Nullable SpecialConsent special) {}

    private void add(ConsentScope scope, boolean granted, @Nullable Field at, Map<String, Field> fields, ZoneId clock) {
        Instant said = at == null ? now : moment(at, clock);
        Field expires = fields.get("expiresAt");
        Consent consent = new Consent(
                scope.channel(),
                scope.purpose(),
                text(fields, "category"),
                text(fields, "sender"),
                scope.special() == null ? special(fields) : scope.special(),
                granted,
                said == null ? now : said,
                text(fields, "source"),
                expires == null ? null : Moments.instant(yaml, expires.value(), "expiresAt"));
        consents.add(new Said(consent, at != null));
    }

    private @Nullable SpecialConsent special(Map<String, Field> fields) {
        Field field = fields.get("special");
        return field == null ? null : yaml.word(field.value(), "special", SpecialConsent.class);
    }

    private @Nullable Instant moment(Field field, ZoneId clock) {
        String text = yaml.text(field.value(), "at");
        Instant at = text == null ? null : Moments.upTo(now, clock, text);
        if (text != null && at == null) {
            yaml.problem(
                    field.value(),
                    "at (\"" + YamlReader.brief(text) + "\") must be an instant up to now",
                    Moments.OFFSET_ADVICE);
        }
        return at;
    }

    private @Nullable String text(Map<String, Field> fields, String name) {
        Field field = fields.get(name);
        return field == null ? null : yaml.text(field.value(), name);
    }

    private @Nullable Boolean granted(Node node) {
        String text = yaml.text(node, "a consent");
        String word = text == null ? "" : text.toLowerCase(Locale.ROOT);
        if (word.equals("granted") || word.equals("refused")) {
            return word.equals("granted");
        }
        if (text != null) {
            yaml.problem(node, "consent \"" + YamlReader.brief(text) + "\" is not known", "Maybe granted or refused");
        }
        return null;
    }

    private @Nullable ConsentScope consentScope(Field field) {
        try {
            String[] parts = field.name().split("/", -1);
            if (parts.length == 1 && isPurpose(parts[0])) {
                return new ConsentScope(null, Purpose.valueOf(parts[0]), null);
            }
            if (parts.length <= 3) {
                Channel channel = parts[0].equals("*") ? null : new Channel(parts[0]);
                boolean all = parts.length == 1 || parts[1].equals("*");
                SpecialConsent special = parts.length == 3 ? SpecialConsent.valueOf(parts[2]) : null;
                return new ConsentScope(channel, all ? null : Purpose.valueOf(parts[1]), special);
            }
        } catch (IllegalArgumentException e) {
            // told below, like a fourth part
        }
        yaml.problem(
                field.key(),
                "\"" + YamlReader.brief(field.name()) + "\" is no channel and purpose",
                "Maybe SMS/MARKETING, EMAIL, */MARKETING, or CALL_CENTRE/MARKETING/OUTSIDE_HOURS");
        return null;
    }

    private static boolean isPurpose(String word) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.name().equals(word)) {
                return true;
            }
        }
        return false;
    }
}

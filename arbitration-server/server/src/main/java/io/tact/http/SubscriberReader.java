package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.AttributeScope;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Dictionary;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import io.tact.ruleset.Ruleset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a subscriber as {@code PUT /v1/subscribers/{id}} and the import take them. Pure. */
final class SubscriberReader {
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final int MAX_DESTINATIONS = 32;
    private static final int MAX_CONSENTS = 500;

    /** How far the clocks of senders may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Dictionary dictionary;
    private final ChannelReader channels;
    private final Instant now;
    private final Errors errors;

    /** @param now when what has no instant of its own was said */
    SubscriberReader(Ruleset ruleset, Instant now, Errors errors) {
        this.dictionary = ruleset.dictionary();
        this.channels = new ChannelReader(ruleset);
        this.now = now;
        this.errors = errors;
    }

    /**
     * What was said.
     *
     * @param subscriber the subscriber
     * @param account the account they belong to; null for one of their own
     */
    record Said(Subscriber subscriber, @Nullable String account) {}

    /** What a consent says. */
    private enum State {
        GRANTED,
        REFUSED
    }

    /**
     * @param id the id if it is known from elsewhere: the body may repeat it; null if the body must give it
     * @return what was said; null, or not to be used, if there are errors
     */
    @Nullable Said read(JsonNode body, @Nullable String id) {
        AtomicReference<@Nullable Said> said = new AtomicReference<>();
        Fields.read(body, "", errors, fields -> said.set(said(fields, id)));
        return said.get();
    }

    private Said said(Fields fields, @Nullable String known) {
        String id = known == null ? fields.text("id", Exchange.MAX_ID) : repeated(fields, known);
        fields.find("version");
        String account = fields.textOrNull("account", Exchange.MAX_ID);
        List<String> lines = fields.list("lines", MAX_DESTINATIONS, (node, at) -> destination(node, at, "msisdn", 16));
        List<String> emails =
                fields.list("addresses", MAX_DESTINATIONS, (node, at) -> destination(node, at, "email", 254));
        List<String> devices =
                fields.list("devices", MAX_DESTINATIONS, (node, at) -> destination(node, at, "token", 512));
        Instant asOf = fields.instantOrNull("profileAsOf");
        Map<String, ProfileValue> profile = new TreeMap<>();
        new AttributeReader(dictionary, AttributeScope.PROFILE)
                .read(fields, "profile")
                .forEach((name, value) -> profile.put(name, new ProfileValue(value, asOf == null ? now : asOf)));
        Subscriber subscriber = new Subscriber(
                id,
                lines,
                emails,
                devices,
                zone(fields),
                jurisdiction(fields),
                language(fields),
                profile,
                consents(fields));
        return new Said(subscriber, account);
    }

    private static String repeated(Fields fields, String known) {
        String id = fields.textOrNull("id", Exchange.MAX_ID);
        if (id != null && !id.equals(known)) {
            fields.invalid("id", "(\"" + Fields.brief(id) + "\") is not the id in the path. Maybe leave it out");
        }
        return known;
    }

    private @Nullable String destination(JsonNode node, String pointer, String name, int max) {
        AtomicReference<@Nullable String> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            String value = fields.text(name, max);
            if (!value.isEmpty()
                    && name.equals("msisdn")
                    && !DecisionReader.MSISDN.matcher(value).matches()) {
                fields.invalid(name, DecisionReader.notANumber(value));
            } else if (!value.isEmpty() && name.equals("email") && value.indexOf('@') < 1) {
                fields.invalid(name, "(\"" + Fields.brief(value) + "\") must be an e-mail address");
            } else {
                found.set(value);
            }
        });
        return found.get();
    }

    private static @Nullable ZoneId zone(Fields fields) {
        String zone = fields.textOrNull("zone", 64);
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            String maybe = Similar.maybe(zone, ZoneId.getAvailableZoneIds());
            fields.invalid("zone", "(\"" + zone + "\") must be a time zone such as Europe/Paris" + maybe);
            return null;
        }
    }

    private static @Nullable String jurisdiction(Fields fields) {
        String jurisdiction = fields.textOrNull("jurisdiction", 6);
        if (jurisdiction != null && !JURISDICTION.matcher(jurisdiction).matches()) {
            fields.invalid("jurisdiction", "(\"" + jurisdiction + "\") must be a code such as FR or US-FL");
        }
        return jurisdiction;
    }

    private static @Nullable String language(Fields fields) {
        String language = fields.textOrNull("language", 35);
        if (language != null) {
            try {
                new Locale.Builder().setLanguageTag(language);
            } catch (IllformedLocaleException e) {
                fields.invalid("language", "(\"" + language + "\") must be a language tag such as fr or fr-CA");
            }
        }
        return language;
    }

    private List<Consent> consents(Fields fields) {
        List<Consent> consents = new ArrayList<>();
        for (Consent consent : fields.list("consents", MAX_CONSENTS, this::consent)) {
            if (consents.stream().anyMatch(consent::sameScope)) {
                fields.invalid("consents", "has two elements for the same channel, purpose, category and sender");
            }
            consents.add(consent);
        }
        return consents;
    }

    private @Nullable Consent consent(JsonNode node, String pointer) {
        AtomicReference<@Nullable Consent> found = new AtomicReference<>();
        Fields.read(node, pointer, errors, fields -> {
            Channel channel = channels.read(fields);
            Purpose purpose = fields.choiceOrNull("purpose", Purpose.class);
            String category = fields.textOrNull("category", Exchange.MAX_ID);
            String sender = fields.textOrNull("sender", Exchange.MAX_ID);
            State state = fields.choiceOrNull("state", State.class);
            if (fields.find("state") == null) {
                fields.invalid("state", "is missing. Maybe GRANTED or REFUSED");
            }
            Instant at = said(fields, state);
            found.set(new Consent(
                    channel,
                    purpose,
                    category,
                    sender,
                    state == State.GRANTED,
                    at,
                    fields.textOrNull("source", 256),
                    fields.instantOrNull("expiresAt")));
        });
        return found.get();
    }

    /**
     * When it was said. A refusal without a date is of now. A grant without one may be of any time: it never replaces a
     * refusal that is known, and never satisfies a rule that asks how old it is.
     */
    private Instant said(Fields fields, @Nullable State state) {
        Instant at = fields.instantOrNull("at");
        if (at != null && at.isAfter(now.plus(AHEAD))) {
            fields.invalid("at", "(" + at + ") is in the future. Maybe leave it out");
        }
        if (at != null) {
            return at;
        }
        return state == State.GRANTED ? Instant.EPOCH : now;
    }
}

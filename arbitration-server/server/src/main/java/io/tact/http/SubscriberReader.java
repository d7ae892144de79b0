package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.model.AttributeScope;
import io.tact.model.Dictionary;
import io.tact.model.ProfileValue;
import io.tact.model.Subscriber;
import io.tact.ruleset.Ruleset;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads a subscriber as {@code PUT /v1/subscribers/{id}} and the import take them. Pure. */
final class SubscriberReader {
    private static final int MAX_DESTINATIONS = 32;

    private final Dictionary dictionary;
    private final ConsentReader consents;
    private final CircumstancesReader circumstances;
    private final Instant now;
    private final Errors errors;

    /** @param now when what has no instant of its own was said */
    SubscriberReader(Ruleset ruleset, Instant now, Errors errors) {
        this.dictionary = ruleset.dictionary();
        this.consents = new ConsentReader(new ChannelReader(ruleset), now, errors);
        this.circumstances = new CircumstancesReader(now, errors);
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

    /**
     * @param id the id if it is known from elsewhere: the body may repeat it; null if the body must give it
     * @return what was said; null, or not to be used, if there are errors
     */
    @Nullable Said read(JsonNode body, @Nullable String id) {
        AtomicReference<@Nullable Said> said = new AtomicReference<>();
        Fields.read(body, Pointer.BODY, errors, fields -> said.set(said(fields, id)));
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
                PlaceReader.zone(fields),
                PlaceReader.jurisdiction(fields, "jurisdiction"),
                language(fields),
                profile,
                consents.read(fields),
                circumstances.read(fields));
        return new Said(subscriber, account);
    }

    private static String repeated(Fields fields, String known) {
        String id = fields.textOrNull("id", Exchange.MAX_ID);
        if (id != null && !id.equals(known)) {
            fields.invalid("id", "(\"" + Fields.brief(id) + "\") is not the id in the path. Maybe leave it out");
        }
        return known;
    }

    private @Nullable String destination(JsonNode node, Pointer pointer, String name, int max) {
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
}

package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Accounts;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.ProfileValue;
import io.tact.model.Purpose;
import io.tact.model.Subscriber;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a subscriber in the shape that {@link SubscriberReader} reads. Pure. */
final class SubscriberWriter {
    private static final String ACCOUNT = "a:";

    private SubscriberWriter() {}

    static byte[] write(Accounts.Found found) {
        return Reply.bytes(out -> write(out, found));
    }

    static void write(JsonGenerator out, Accounts.Found found) throws IOException {
        Subscriber subscriber = found.subscriber();
        out.writeStartObject();
        out.writeStringField("id", subscriber.id());
        out.writeNumberField("version", found.history().version());
        String key = found.history().key().value();
        out.writeStringField("account", key.startsWith(ACCOUNT) ? key.substring(ACCOUNT.length()) : null);
        destinations(out, "lines", "msisdn", subscriber.lines());
        destinations(out, "addresses", "email", subscriber.emails());
        destinations(out, "devices", "token", subscriber.devices());
        out.writeStringField(
                "zone", subscriber.zone() == null ? null : subscriber.zone().getId());
        out.writeStringField("jurisdiction", subscriber.jurisdiction());
        out.writeStringField("language", subscriber.language());
        profile(out, subscriber.profile());
        out.writeArrayFieldStart("consents");
        for (Consent consent : subscriber.consents()) {
            consent(out, consent);
        }
        out.writeEndArray();
        CircumstancesWriter.write(out, subscriber.circumstances());
        out.writeEndObject();
    }

    private static void destinations(JsonGenerator out, String list, String name, List<String> values)
            throws IOException {
        out.writeArrayFieldStart(list);
        for (String value : values) {
            out.writeStartObject();
            out.writeStringField(name, value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void profile(JsonGenerator out, Map<String, ProfileValue> profile) throws IOException {
        Instant asOf = profile.values().stream()
                .map(ProfileValue::asOf)
                .max(Instant::compareTo)
                .orElse(null);
        out.writeObjectFieldStart("profile");
        for (Map.Entry<String, ProfileValue> entry : profile.entrySet()) {
            value(out, entry.getKey(), entry.getValue().value());
        }
        out.writeEndObject();
        DecisionWriter.instant(out, "profileAsOf", asOf);
    }

    private static void value(JsonGenerator out, String name, AttributeValue value) throws IOException {
        if (value instanceof AttributeValue.Numeric number) {
            DecisionWriter.fixed(out, name, number.value());
        } else if (value instanceof AttributeValue.Flag flag) {
            out.writeBooleanField(name, flag.value());
        } else if (value instanceof AttributeValue.Text text) {
            out.writeStringField(name, text.value());
        } else if (value instanceof AttributeValue.Day day) {
            out.writeStringField(name, day.value().toString());
        } else if (value instanceof AttributeValue.Moment moment) {
            out.writeStringField(name, moment.value().toString());
        }
    }

    private static void consent(JsonGenerator out, Consent consent) throws IOException {
        Channel channel = consent.channel();
        Purpose purpose = consent.purpose();
        out.writeStartObject();
        out.writeStringField("channel", channel == null ? null : channel.name());
        out.writeStringField("purpose", nameOf(purpose));
        out.writeStringField("category", consent.category());
        out.writeStringField("sender", consent.sender());
        out.writeStringField("special", nameOf(consent.special()));
        out.writeStringField("state", consent.granted() ? "GRANTED" : "REFUSED");
        out.writeStringField("at", consent.at().toString());
        out.writeStringField("source", consent.source());
        DecisionWriter.instant(out, "expiresAt", consent.expiresAt());
        out.writeEndObject();
    }

    static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}

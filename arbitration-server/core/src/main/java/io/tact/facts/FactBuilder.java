package io.tact.facts;

import io.tact.history.ContactHistory;
import io.tact.model.Attribute;
import io.tact.model.AttributeScope;
import io.tact.model.AttributeType;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.ProfileValue;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the facts of one decision. A profile attribute named {@code language}, {@code jurisdiction} or {@code zone} that
 * the dictionary declares as a STRING takes the subscriber's own field where the profile does not give it.
 */
public final class FactBuilder {
    private final Dictionary dictionary;
    private final ZoneId defaultZone;

    /** @param defaultZone the zone of subscribers who declare none, where nobody says where they may be */
    public FactBuilder(Dictionary dictionary, ZoneId defaultZone) {
        this.dictionary = dictionary;
        this.defaultZone = defaultZone;
    }

    /** The facts about a subscriber who is where they declare to be. */
    public Facts build(
            Direction direction,
            Collection<Channel> channels,
            Map<String, AttributeValue> context,
            Subscriber subscriber,
            ContactHistory history,
            Instant now) {
        ZoneId zone = subscriber.zone() == null ? defaultZone : subscriber.zone();
        String jurisdiction = subscriber.jurisdiction();
        Whereabouts where = new Whereabouts(List.of(zone), jurisdiction == null ? Set.of() : Set.of(jurisdiction));
        return build(direction, channels, context, subscriber, where, history, now);
    }

    public Facts build(
            Direction direction,
            Collection<Channel> channels,
            Map<String, AttributeValue> context,
            Subscriber subscriber,
            Whereabouts where,
            ContactHistory history,
            Instant now) {
        Request request = new Request(dictionary, contextOf(context), direction, channels, now, where.zone());
        Profile profile = new Profile(dictionary, profileOf(subscriber), subscriber, now);
        return new Facts(dictionary, request, profile, subscriber, history, now, where);
    }

    private @Nullable AttributeValue[] contextOf(Map<String, AttributeValue> context) {
        @Nullable AttributeValue[] values = new AttributeValue[dictionary.size()];
        context.forEach((name, value) -> {
            int ordinal = dictionary.ordinal(name);
            if (ordinal >= 0) {
                values[ordinal] = value;
            }
        });
        return values;
    }

    private @Nullable AttributeValue[] profileOf(Subscriber subscriber) {
        List<Attribute> attributes = dictionary.attributes();
        @Nullable AttributeValue[] values = new AttributeValue[attributes.size()];
        for (int i = 0; i < values.length; i++) {
            Attribute attribute = attributes.get(i);
            if (attribute.scope() == AttributeScope.PROFILE) {
                values[i] = profileValue(attribute, subscriber);
            }
        }
        return values;
    }

    private static @Nullable AttributeValue profileValue(Attribute attribute, Subscriber subscriber) {
        ProfileValue stored = subscriber.profile().get(attribute.name());
        if (stored != null) {
            // What was stored under an older dictionary may have another type: then it says nothing.
            return stored.value().type() == attribute.type() ? stored.value() : null;
        }
        String own =
                switch (attribute.name()) {
                    case "language" -> subscriber.language();
                    case "jurisdiction" -> subscriber.jurisdiction();
                    case "zone" -> subscriber.zone() == null
                            ? null
                            : subscriber.zone().getId();
                    default -> null;
                };
        return own == null || attribute.type() != AttributeType.STRING ? null : new AttributeValue.Text(own);
    }
}

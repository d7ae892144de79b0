package io.tact.facts;

import io.tact.model.AttributeValue;
import io.tact.model.Dictionary;
import io.tact.model.Subscriber;
import org.jspecify.annotations.Nullable;

/** The subscriber, with the profile attributes. A fact of every DRL session. */
public final class Profile extends Attributes {
    private final Subscriber subscriber;

    public Profile(Dictionary dictionary, @Nullable AttributeValue[] profile, Subscriber subscriber) {
        super(dictionary, profile);
        this.subscriber = subscriber;
    }

    public String getSubscriber() {
        return subscriber.id();
    }

    public @Nullable String getLanguage() {
        return subscriber.language();
    }

    public @Nullable String getJurisdiction() {
        return subscriber.jurisdiction();
    }

    /** How many lines the subscriber has. */
    public int getLines() {
        return subscriber.lines().size();
    }
}

package io.tact.facts;

import io.tact.model.AttributeValue;
import io.tact.model.Dictionary;
import io.tact.model.Relation;
import io.tact.model.Subscriber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The subscriber, with the profile attributes. A fact of every DRL session. */
public final class Profile extends Attributes {
    private final Subscriber subscriber;
    private final Instant now;

    /** @param now the instant of the decision */
    public Profile(Dictionary dictionary, @Nullable AttributeValue[] profile, Subscriber subscriber, Instant now) {
        super(dictionary, profile);
        this.subscriber = subscriber;
        this.now = now;
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

    /**
     * Whether a relation of that kind, with any sender, goes on: {@code hasRelation("ONGOING_CONTRACT")}. What took place
     * once, a purchase for one, does not go on.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public boolean hasRelation(String kind) {
        Relation.Kind wanted = Relation.Kind.valueOf(kind);
        return subscriber.circumstances().relations().stream()
                .anyMatch(relation -> relation.kind() == wanted
                        && (relation.at() == null || !relation.at().isAfter(now))
                        && (relation.until() == null || now.isBefore(relation.until())));
    }

    /** As a rule's text shows it, without the attributes: the same on every node. */
    @Override
    public String toString() {
        return "Profile[subscriber=" + getSubscriber() + ", language=" + getLanguage() + ", jurisdiction="
                + getJurisdiction() + ", lines=" + getLines() + "]";
    }
}

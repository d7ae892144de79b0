package io.tact.facts;

import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Dictionary;
import io.tact.model.Direction;
import io.tact.model.Instants;
import io.tact.model.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was asked, with the context attributes of the request. A fact of every DRL session. */
public final class Request extends Attributes {
    private final Direction direction;
    private final List<Channel> channels;
    private final ZonedDateTime localTime;

    /**
     * @param channels the channels asked for; empty for any
     * @param now the instant of the decision
     * @param zone the subscriber's zone
     */
    public Request(
            Dictionary dictionary,
            @Nullable AttributeValue[] context,
            Direction direction,
            Collection<Channel> channels,
            Instant now,
            ZoneId zone) {
        super(dictionary, context);
        this.direction = direction;
        this.channels = List.copyOf(channels);
        this.localTime = now.atZone(zone);
    }

    public Direction getDirection() {
        return direction;
    }

    /** Whether that channel was asked for; true for each one if none was named. */
    public boolean asksFor(String channel) {
        return channels.isEmpty() || channels.contains(new Channel(channel));
    }

    /** The instant of the decision on the subscriber's clock. */
    public ZonedDateTime getLocalTime() {
        return localTime;
    }

    /** Today on the subscriber's calendar. */
    public LocalDate getToday() {
        return localTime.toLocalDate();
    }

    /** The day so far ahead on the subscriber's calendar: {@code dayIn("P30D")}. */
    public LocalDate dayIn(String length) {
        return getToday().plus(Span.parse(length).period());
    }

    /** The instant so far ahead on the subscriber's clock: {@code momentIn("PT24H")}. */
    public Instant momentIn(String length) {
        return Instants.toMillis(Span.parse(length).after(getNow(), localTime.getZone()));
    }

    /** The instant of the decision. */
    public Instant getNow() {
        return localTime.toInstant();
    }
}

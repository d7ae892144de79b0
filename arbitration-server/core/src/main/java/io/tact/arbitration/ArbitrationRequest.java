package io.tact.arbitration;

import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What should be said to this subscriber?
 *
 * @param subscriber to whom
 * @param direction who started
 * @param channels the channels to consider; empty for all
 * @param campaigns the campaigns to consider; empty for all
 * @param context context attributes by name
 * @param limit how many to select at most, 1 or more
 * @param reserve true to commit the selection, false for a dry run
 * @param explain how much to tell of the losers
 * @param deferrable whether the caller will come again at a later instant if told so
 * @param notAfter the latest useful time of sending; null for none
 * @param mandate who asks, and as whom they may speak
 */
public record ArbitrationRequest(
        SubscriberRef subscriber,
        Direction direction,
        List<Channel> channels,
        List<String> campaigns,
        Map<String, AttributeValue> context,
        int limit,
        boolean reserve,
        Explain explain,
        boolean deferrable,
        @Nullable Instant notAfter,
        Mandate mandate) {
    public ArbitrationRequest {
        channels = List.copyOf(channels);
        campaigns = List.copyOf(campaigns);
        context = Map.copyOf(context);
        if (limit < 1) {
            throw new IllegalArgumentException("limit (" + limit + ") must be 1 or more");
        }
    }

    /** One of somebody who is not asked who they are. */
    public ArbitrationRequest(
            SubscriberRef subscriber,
            Direction direction,
            List<Channel> channels,
            List<String> campaigns,
            Map<String, AttributeValue> context,
            int limit,
            boolean reserve,
            Explain explain,
            boolean deferrable,
            @Nullable Instant notAfter) {
        this(
                subscriber,
                direction,
                channels,
                campaigns,
                context,
                limit,
                reserve,
                explain,
                deferrable,
                notAfter,
                Mandate.NONE);
    }

    /** The same request, made by somebody. */
    public ArbitrationRequest by(Mandate who) {
        if (who.equals(mandate)) {
            return this;
        }
        return new ArbitrationRequest(
                subscriber,
                direction,
                channels,
                campaigns,
                context,
                limit,
                reserve,
                explain,
                deferrable,
                notAfter,
                who);
    }

    /** The same request with every candidate explained. */
    public ArbitrationRequest explainedInFull() {
        return new ArbitrationRequest(
                subscriber,
                direction,
                channels,
                campaigns,
                context,
                limit,
                reserve,
                Explain.FULL,
                deferrable,
                notAfter,
                mandate);
    }
}

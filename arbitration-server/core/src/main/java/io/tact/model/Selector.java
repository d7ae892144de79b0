package io.tact.model;

import org.jspecify.annotations.Nullable;

/**
 * Names a set of candidates by one of their dimensions.
 *
 * @param dimension which one; {@link Dimension#ALL} for every candidate
 * @param value its value; empty for {@link Dimension#ALL}
 */
public record Selector(Dimension dimension, String value) {

    /** What a selector looks at. */
    public enum Dimension {
        ALL,
        CAMPAIGN,
        OFFER,
        TREATMENT,
        CATEGORY,
        CHANNEL,
        PURPOSE,
        SENDER
    }

    public static final Selector ALL = new Selector(Dimension.ALL, "");

    /** Whether a message of that slot (and treatment, if it has one) is meant. */
    public boolean covers(Slot slot, @Nullable String treatment) {
        return dimension == Dimension.ALL || value.equals(valueOf(dimension, slot, treatment));
    }

    /** A message's value in a dimension, or null if it has none. */
    public static @Nullable String valueOf(Dimension dimension, Slot slot, @Nullable String treatment) {
        return switch (dimension) {
            case ALL -> "";
            case CAMPAIGN -> slot.campaign();
            case OFFER -> slot.offer();
            case TREATMENT -> treatment;
            case CATEGORY -> slot.category();
            case CHANNEL -> slot.channel().name();
            case PURPOSE -> slot.purpose().name();
            case SENDER -> slot.sender();
        };
    }

    /** As written in a table: {@code category:DEVICE}; {@code *} for all. */
    @Override
    public String toString() {
        return dimension == Dimension.ALL ? "*" : dimension.name().toLowerCase(java.util.Locale.ROOT) + ":" + value;
    }
}

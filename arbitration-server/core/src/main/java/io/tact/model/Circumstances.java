package io.tact.model;

import java.util.List;

/**
 * What policy may need to know of a subscriber beside their consents.
 *
 * @param residence where they live
 * @param location where the network last saw them
 * @param relations what binds them to senders
 * @param preferredHours when they want to hear of offers; empty for any time
 * @param suppressions stops that were set, those over included
 */
public record Circumstances(
        Place residence,
        Place location,
        List<Relation> relations,
        List<PreferredHours> preferredHours,
        List<Suppression> suppressions) {
    /** Nothing is known. */
    public static final Circumstances NONE =
            new Circumstances(Place.UNKNOWN, Place.UNKNOWN, List.of(), List.of(), List.of());

    public Circumstances {
        relations = List.copyOf(relations);
        preferredHours = List.copyOf(preferredHours);
        suppressions = List.copyOf(suppressions);
    }

    public Circumstances with(List<Suppression> changed) {
        return new Circumstances(residence, location, relations, preferredHours, changed);
    }
}

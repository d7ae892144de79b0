package io.tact.history;

import io.tact.model.Circumstances;
import io.tact.model.Place;
import io.tact.model.PreferredHours;
import io.tact.model.Relation;
import io.tact.model.Suppression;
import java.time.Instant;

/** Writes a subscriber's circumstances, new in format 2; {@link CircumstancesUnpacking} is its mirror. */
final class CircumstancesPacking {
    static final int RESIDENCE = 1;
    static final int LOCATION = 2;
    static final int RELATIONS = 4;
    static final int PREFERRED_HOURS = 8;
    static final int SUPPRESSIONS = 16;

    private final PackedWriter out;
    private final Instant floor;

    /** @param floor what instants are told from */
    CircumstancesPacking(PackedWriter out, Instant floor) {
        this.out = out;
        this.floor = floor;
    }

    /** One octet says which parts there are; the others take no room. */
    void circumstances(Circumstances c) {
        out.octet((c.residence().equals(Place.UNKNOWN) ? 0 : RESIDENCE)
                | (c.location().equals(Place.UNKNOWN) ? 0 : LOCATION)
                | (c.relations().isEmpty() ? 0 : RELATIONS)
                | (c.preferredHours().isEmpty() ? 0 : PREFERRED_HOURS)
                | (c.suppressions().isEmpty() ? 0 : SUPPRESSIONS));
        place(c.residence());
        place(c.location());
        if (!c.relations().isEmpty()) {
            out.unsigned(c.relations().size());
            c.relations().forEach(this::relation);
        }
        if (!c.preferredHours().isEmpty()) {
            out.unsigned(c.preferredHours().size());
            c.preferredHours().forEach(this::preferredHours);
        }
        if (!c.suppressions().isEmpty()) {
            out.unsigned(c.suppressions().size());
            c.suppressions().forEach(this::suppression);
        }
    }

    private void place(Place place) {
        if (!place.equals(Place.UNKNOWN)) {
            out.text(place.jurisdiction());
            out.text(place.zone() == null ? null : place.zone().getId());
            out.time(place.asOf(), floor);
        }
    }

    private void relation(Relation relation) {
        out.octet(WireCodes.RELATIONS.of(relation.kind()));
        out.text(relation.sender());
        out.text(relation.category());
        out.time(relation.at(), floor);
        out.time(relation.until(), floor);
    }

    private void preferredHours(PreferredHours hours) {
        out.octet(hours.days().stream().mapToInt(day -> 1 << day.ordinal()).sum());
        out.unsigned(hours.open());
        out.unsigned(hours.close());
    }

    private void suppression(Suppression suppression) {
        out.text(suppression.id());
        out.text(suppression.channel() == null ? null : suppression.channel().name());
        out.octet(suppression.purpose() == null ? 0 : 1 + WireCodes.PURPOSES.of(suppression.purpose()));
        out.text(suppression.category());
        out.text(suppression.sender());
        out.text(suppression.reason());
        out.text(suppression.source());
        out.time(suppression.at(), floor);
        out.time(suppression.expiresAt(), suppression.at());
        out.octet(suppression.lift() == null ? 0 : 1);
        if (suppression.lift() != null) {
            out.time(suppression.lift().at(), suppression.at());
            out.text(suppression.lift().reason());
        }
    }
}

package io.tact.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber may be, in law's eyes and on the clock. Every one of the zones must allow a message, and the rows of
 * every one of the jurisdictions bind.
 *
 * @param zones at least one; the first is the one to show
 * @param jurisdictions such as {@code FR} or {@code US-FL}; empty if nothing is known, and then all bind
 */
public record Whereabouts(List<ZoneId> zones, Set<String> jurisdictions) {
    public Whereabouts {
        zones = List.copyOf(zones);
        jurisdictions = Set.copyOf(jurisdictions);
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("somebody whose zone is not known may be in any: name them all");
        }
    }

    /** The zone to show, and whose calendar days to name. */
    public ZoneId zone() {
        return zones.get(0);
    }

    /**
     * Whether the subscriber may be in a jurisdiction, or in a part of it. Who is known to be in a country, and no more, may
     * be in any part of it.
     */
    public boolean mayBeIn(String jurisdiction) {
        if (jurisdictions.isEmpty()) {
            return true;
        }
        for (String known : jurisdictions) {
            if (lies(known, jurisdiction) || (lies(jurisdiction, known) && !isNarrowed(known))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the subscriber is in a jurisdiction wherever in another they may be: what is lifted only in one state is not
     * lifted for who may be in the next.
     *
     * @param whole the jurisdiction of the row that binds; null if it binds everywhere
     */
    public boolean isSurelyIn(String part, @Nullable String whole) {
        if (whole != null && lies(whole, part)) {
            return true;
        }
        for (String known : jurisdictions) {
            boolean mayBeThere = whole == null || lies(known, whole) || lies(whole, known);
            if (mayBeThere && !isNarrowed(known) && !lies(known, part)) {
                return false;
            }
        }
        return !jurisdictions.isEmpty();
    }

    private boolean isNarrowed(String jurisdiction) {
        return jurisdictions.stream().anyMatch(other -> !other.equals(jurisdiction) && lies(other, jurisdiction));
    }

    /** Whether a jurisdiction is another one or a part of it. */
    private static boolean lies(String part, String whole) {
        return part.startsWith(whole) && (part.length() == whole.length() || part.charAt(whole.length()) == '-');
    }
}

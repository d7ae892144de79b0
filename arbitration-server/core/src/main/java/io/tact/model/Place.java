package io.tact.model;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is, or lives, as far as known.
 *
 * @param jurisdiction such as {@code FR} or {@code US-FL}; null if not known
 * @param zone the time zone there; null if not known
 * @param asOf when that was seen; null if not said
 */
public record Place(@Nullable String jurisdiction, @Nullable ZoneId zone, @Nullable Instant asOf) {
    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(null, null, null);

    public Place {
        asOf = asOf == null ? null : Instants.toMillis(asOf);
    }

    public boolean isUnknown() {
        return jurisdiction == null && zone == null;
    }
}

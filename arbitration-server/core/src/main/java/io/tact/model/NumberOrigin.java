package io.tact.model;

import java.time.ZoneId;
import java.util.List;

/**
 * Where numbers with some prefix were issued: where their users may be, not where they are.
 *
 * @param zones every time zone of that area; empty if not known
 * @param jurisdictions such as {@code FR} or {@code US-FL}; empty if not known
 */
public record NumberOrigin(List<ZoneId> zones, List<String> jurisdictions) {
    /** Nothing is known of the number. */
    public static final NumberOrigin NOWHERE = new NumberOrigin(List.of(), List.of());

    public NumberOrigin {
        zones = List.copyOf(zones);
        jurisdictions = List.copyOf(jurisdictions);
    }
}

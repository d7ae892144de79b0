package io.tact.model;

import java.time.ZoneId;
import java.util.List;

/**
 * Where a telephone number was issued, as far as its digits tell. It says nothing of where its user is: numbers are
 * ported and roam.
 *
 * @param zones one zone for each clock its area may keep; empty if nothing is known
 * @param jurisdictions every one that may apply, such as {@code FR} or {@code US} and {@code US-FL}, the likeliest
 *     first; empty if nothing is known
 */
public record NumberOrigin(List<ZoneId> zones, List<String> jurisdictions) {
    /** Of a number whose digits tell nothing. */
    public static final NumberOrigin NOWHERE = new NumberOrigin(List.of(), List.of());

    public NumberOrigin {
        zones = List.copyOf(zones);
        jurisdictions = List.copyOf(jurisdictions);
    }
}

package io.tact.port;

import java.time.ZoneId;
import java.util.List;

/** Knows the time zones of countries and of their parts. Safe for any thread. */
@FunctionalInterface
public interface CountryZones {
    /** Knows no country. */
    CountryZones NONE = jurisdiction -> List.of();

    /** Every zone of a jurisdiction such as {@code FR} or {@code US-FL}; empty if it is not known. */
    List<ZoneId> zonesOf(String jurisdiction);
}

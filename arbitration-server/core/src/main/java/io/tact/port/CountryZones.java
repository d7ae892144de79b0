package io.tact.port;

import java.time.ZoneId;
import java.util.List;

/** Which clocks a country keeps. Called by many threads at once; does not block. */
@FunctionalInterface
public interface CountryZones {
    /** Knows no country. */
    CountryZones NONE = jurisdiction -> List.of();

    /**
     * All zones of a country or subdivision; empty if the country is not known. Of a subdivision that is not known by
     * itself, all zones of its country.
     *
     * @param jurisdiction an ISO 3166 code, such as {@code FR} or {@code US-FL}
     */
    List<ZoneId> zonesOf(String jurisdiction);
}

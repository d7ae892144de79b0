package io.tact.geography;

import io.tact.port.CountryZones;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Zones of countries from IANA's zone.tab, and of the subdivisions that matter to packs. */
public final class TzdbCountryZones implements CountryZones {
    private final Map<String, List<ZoneId>> zones;

    public TzdbCountryZones() {
        this(new ZoneNames());
    }

    TzdbCountryZones(ZoneNames names) {
        Map<String, List<ZoneId>> read = new HashMap<>();
        Resource.rows("country-zones.csv").forEach(row -> read.put(row[0], names.zones(Resource.list(row[1]))));
        Resource.rows("places.csv").forEach(row -> read.put(row[0], names.zones(Resource.list(row[2]))));
        zones = Map.copyOf(read);
    }

    @Override
    public List<ZoneId> zonesOf(String jurisdiction) {
        List<ZoneId> own = zones.get(jurisdiction);
        if (own != null) {
            return own;
        }
        int dash = jurisdiction.indexOf('-');
        return dash < 0 ? List.of() : Objects.requireNonNullElse(zones.get(jurisdiction.substring(0, dash)), List.of());
    }
}

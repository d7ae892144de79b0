package io.tact.geography;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From names of zones to the zones of this Java. One that it does not know yet gives its stand-in, or nothing if there is
 * none.
 */
final class ZoneNames {
    private final Set<String> known;
    private final Map<String, String> standIns;

    ZoneNames() {
        this(ZoneId.getAvailableZoneIds());
    }

    /** @param known the names that this Java knows */
    ZoneNames(Set<String> known) {
        this.known = known;
        this.standIns =
                Resource.rows("zone-stand-ins.csv").stream().collect(toUnmodifiableMap(row -> row[0], row -> row[1]));
    }

    /** The zones of these names, each once, in their order. */
    List<ZoneId> zones(List<String> names) {
        return names.stream()
                .map(name -> known.contains(name) ? name : standIns.getOrDefault(name, name))
                .filter(known::contains)
                .distinct()
                .map(ZoneId::of)
                .toList();
    }
}

package io.tact.geography;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tact.port.CountryZones;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The zones of a telephone number. A number of an area gets the zones that the library gives the area, as far as its
 * country keeps such a clock, and those of the table of additions; any other number all zones of its countries.
 */
final class NumberZones {
    private static final String EVERY_ZONE = "*";

    /** Zones for the numbers that begin with a prefix. */
    private record Addition(String prefix, boolean everyZone, List<ZoneId> zones) {}

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper mapper = PhoneNumberToTimeZonesMapper.getInstance();
    private final Clocks clocks = new Clocks();
    private final ZoneNames names = new ZoneNames();
    private final CountryZones countryZones;
    private final List<Addition> additions;

    NumberZones(CountryZones countryZones) {
        this.countryZones = countryZones;
        this.additions = Resource.rows("number-zones.csv").stream()
                .map(row -> new Addition(row[0], row[1].equals(EVERY_ZONE), names.zones(Resource.list(row[1]))))
                .toList();
    }

    /**
     * @param regions the countries that the number may belong to
     * @return one zone for each clock
     */
    List<ZoneId> zones(PhoneNumber number, List<String> regions) {
        List<ZoneId> said = names.zones(mapper.getTimeZonesForNumber(number));
        Set<ZoneId> kept = keptIn(regions, said);
        List<ZoneId> area = numbers.isNumberGeographical(number) ? ofArea(number, said, kept) : List.of();
        return clocks.oneForEach(area.isEmpty() ? kept : area);
    }

    /** All zones of these countries; of each, those that the library names first. */
    private Set<ZoneId> keptIn(List<String> regions, List<ZoneId> said) {
        Set<ZoneId> kept = new LinkedHashSet<>();
        for (String region : regions) {
            List<ZoneId> own = countryZones.zonesOf(region);
            said.stream().filter(own::contains).forEach(kept::add);
            kept.addAll(own);
        }
        return kept;
    }

    private List<ZoneId> ofArea(PhoneNumber number, List<ZoneId> said, Set<ZoneId> kept) {
        List<ZoneId> area = new ArrayList<>();
        for (ZoneId zone : said) {
            if (kept.contains(zone)) {
                area.add(zone);
            } else {
                kept.stream().filter(own -> clocks.same(own, zone)).findFirst().ifPresent(area::add);
            }
        }
        String digits = number.getCountryCode() + numbers.getNationalSignificantNumber(number);
        for (Addition addition : additions) {
            if (digits.startsWith(addition.prefix())) {
                area.addAll(addition.everyZone() ? kept : addition.zones());
            }
        }
        return area;
    }
}

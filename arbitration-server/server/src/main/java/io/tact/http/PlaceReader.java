package io.tact.http;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where somebody is: time zones and jurisdictions. Pure. */
final class PlaceReader {
    private static final Pattern JURISDICTION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final Set<String> COUNTRIES = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));

    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    private PlaceReader() {}

    /** The {@code zone} of an object; null if it is not there, or wrong, which then is told. */
    static @Nullable ZoneId zone(Fields fields) {
        String zone = fields.textOrNull("zone", 64);
        if (zone == null) {
            return null;
        }
        // An offset is the clock of no place: half of the year it would be an hour off.
        if (!ZONES.contains(zone)) {
            String maybe = Similar.maybe(zone, ZONES);
            fields.invalid("zone", "(\"" + zone + "\") must be a time zone such as Europe/Paris" + maybe);
            return null;
        }
        return ZoneId.of(zone);
    }

    /** A jurisdiction under a field; null if it is not there, or wrong, which then is told. */
    static @Nullable String jurisdiction(Fields fields, String name) {
        String jurisdiction = fields.textOrNull(name, 6);
        if (jurisdiction != null && !JURISDICTION.matcher(jurisdiction).matches()) {
            fields.invalid(name, "(\"" + jurisdiction + "\") must be a code such as FR or US-FL");
        }
        return jurisdiction;
    }

    /** Whether there is such a country, or its country if it is a part of one. */
    static boolean isKnown(String jurisdiction) {
        return JURISDICTION.matcher(jurisdiction).matches() && COUNTRIES.contains(jurisdiction.substring(0, 2));
    }
}

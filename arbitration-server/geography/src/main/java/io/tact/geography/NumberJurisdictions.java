package io.tact.geography;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jurisdictions of a telephone number: its countries, those whose law reaches a territory, and the subdivision in
 * the United States and Canada where the area code names it. A country without a subdivision stands for any part of it.
 */
final class NumberJurisdictions {
    /** The library's name for what belongs to no country. */
    private static final String NO_COUNTRY = "001";

    /** Twenty-five countries share this code, each with area codes of its own. */
    private static final int NORTH_AMERICA = 1;

    private record Reach(String region, String of, boolean mobileOnly) {}

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final PhoneNumberOfflineGeocoder geocoder = PhoneNumberOfflineGeocoder.getInstance();
    private final List<Reach> reaches;
    private final Map<String, String> subdivisionsByName;
    private final Map<String, List<String>> subdivisionsByCountry;

    NumberJurisdictions() {
        reaches = Resource.rows("territories.csv").stream()
                .map(row -> new Reach(row[0], row[1], row[2].equals("MOBILE")))
                .toList();
        List<String[]> named = Resource.rows("places.csv").stream()
                .filter(row -> !row[1].isEmpty())
                .toList();
        subdivisionsByName = named.stream()
                .flatMap(row -> Resource.list(row[1]).stream().map(name -> Map.entry(name, row[0])))
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        subdivisionsByCountry =
                named.stream().map(row -> row[0]).collect(groupingBy(code -> code.substring(0, code.indexOf('-'))));
    }

    /**
     * The countries for which the number is valid; all that share its country code if it is valid for none, since new
     * ranges are opened before the library knows them. Empty if it belongs to no country.
     */
    List<String> regions(PhoneNumber number) {
        if (number.getCountryCode() == NORTH_AMERICA && numbers.isNumberGeographical(number)) {
            return Optional.ofNullable(numbers.getRegionCodeForNumber(number)).stream()
                    .toList();
        }
        List<String> sharing = numbers.getRegionCodesForCountryCode(number.getCountryCode()).stream()
                .filter(region -> !region.equals(NO_COUNTRY))
                .toList();
        List<String> valid = sharing.stream()
                .filter(region -> numbers.isValidNumberForRegion(number, region))
                .toList();
        return valid.isEmpty() ? sharing : valid;
    }

    /** All jurisdictions of a number of these countries. */
    List<String> jurisdictions(PhoneNumber number, List<String> regions) {
        Set<String> all = new LinkedHashSet<>(regions);
        boolean ofArea = numbers.isNumberGeographical(number);
        for (Reach reach : reaches) {
            if (regions.contains(reach.region()) && !(ofArea && reach.mobileOnly())) {
                all.add(reach.of());
            }
        }
        regions.forEach(region -> all.addAll(subdivisions(number, region)));
        return List.copyOf(all);
    }

    private List<String> subdivisions(PhoneNumber number, String region) {
        List<String> ofCountry = subdivisionsByCountry.getOrDefault(region, List.of());
        return ofCountry.isEmpty()
                ? List.of()
                : named(geocoder.getDescriptionForNumber(number, Locale.ENGLISH), region, ofCountry);
    }

    /** What a description names: "Miami, FL", "Florida" or "Nova Scotia/Prince Edward Island". */
    private List<String> named(String description, String region, List<String> ofCountry) {
        String code = region + "-" + description.substring(description.lastIndexOf(' ') + 1);
        if (description.contains(", ") && ofCountry.contains(code)) {
            return List.of(code);
        }
        List<String> named = new ArrayList<>();
        for (String name : description.split("/", -1)) {
            String subdivision = subdivisionsByName.get(name);
            if (subdivision != null && ofCountry.contains(subdivision)) {
                named.add(subdivision);
            }
        }
        return named;
    }
}

package io.tact.geography;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import de.focus_shift.jollyday.core.HolidayManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.zone.ZoneRulesProvider;
import java.util.Properties;

/**
 * Which data decide where and when, for logs and answers.
 *
 * @param clocks the release of IANA's tz database that this Java reckons with, such as {@code 2025b}
 * @param countryZones the release whose table says which zones a country has
 * @param numbers the version of libphonenumber, such as {@code 9.0.43}
 * @param numberAreas the version of its geocoder
 * @param holidays the version of Jollyday
 */
public record DataVersions(String clocks, String countryZones, String numbers, String numberAreas, String holidays) {
    private static final String TABLE = "2025b";

    /** Those of this process. */
    public static DataVersions current() {
        return new DataVersions(
                ZoneRulesProvider.getVersions("Europe/Paris").lastKey(),
                TABLE,
                version(PhoneNumberUtil.class, "com.googlecode.libphonenumber/libphonenumber"),
                version(PhoneNumberOfflineGeocoder.class, "com.googlecode.libphonenumber/geocoder"),
                version(HolidayManager.class, "de.focus-shift/jollyday-core"));
    }

    private static String version(Class<?> ofLibrary, String artifact) {
        String name = "/META-INF/maven/" + artifact + "/pom.properties";
        try (InputStream in = ofLibrary.getResourceAsStream(name)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}

package io.tact.geography;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.tact.model.NumberOrigin;
import io.tact.port.CountryZones;
import io.tact.port.NumberPlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What libphonenumber and its geocoder tell of a number, corrected. Remembers the latest numbers: an answer that is at
 * hand costs one look-up, one that is not some twenty microseconds.
 */
public final class LibraryNumberPlan implements NumberPlan {
    /** How many numbers are remembered; with one more, all are forgotten. */
    static final int REMEMBERED = 200_000;

    /** E.164 allows fifteen digits. */
    private static final int LONGEST = 16;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final NumberJurisdictions jurisdictions = new NumberJurisdictions();
    private final NumberZones zones;
    private final int capacity;
    private final Map<String, NumberOrigin> remembered = new ConcurrentHashMap<>();
    /** Each distinct answer once: there are a few thousand, for any count of numbers. */
    private final Map<NumberOrigin, NumberOrigin> distinct = new ConcurrentHashMap<>();

    public LibraryNumberPlan(CountryZones countryZones) {
        this(countryZones, REMEMBERED);
    }

    LibraryNumberPlan(CountryZones countryZones, int capacity) {
        this.zones = new NumberZones(countryZones);
        this.capacity = capacity;
    }

    @Override
    public NumberOrigin originOf(String msisdn) {
        NumberOrigin known = remembered.get(msisdn);
        if (known != null) {
            return known;
        }
        NumberOrigin origin = distinct.computeIfAbsent(read(msisdn), answer -> answer);
        if (remembered.size() >= capacity) {
            remembered.clear();
        }
        remembered.put(msisdn, origin);
        return origin;
    }

    /** How many numbers are remembered now. */
    int remembered() {
        return remembered.size();
    }

    private NumberOrigin read(String msisdn) {
        if (!isE164(msisdn)) {
            return NumberOrigin.NOWHERE;
        }
        try {
            PhoneNumber number = numbers.parse(msisdn, null);
            List<String> regions = jurisdictions.regions(number);
            return regions.isEmpty()
                    ? NumberOrigin.NOWHERE
                    : new NumberOrigin(zones.zones(number, regions), jurisdictions.jurisdictions(number, regions));
        } catch (NumberParseException e) {
            return NumberOrigin.NOWHERE;
        }
    }

    private static boolean isE164(String msisdn) {
        return msisdn.length() <= LONGEST
                && msisdn.startsWith("+")
                && msisdn.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}

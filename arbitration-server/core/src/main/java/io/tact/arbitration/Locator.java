package io.tact.arbitration;

import io.tact.model.NumberOrigin;
import io.tact.model.Place;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import io.tact.port.CountryZones;
import io.tact.port.NumberPlan;
import io.tact.ruleset.RulesetSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a subscriber may be. Safe for any thread.
 *
 * <p>Every jurisdiction that may apply does: the declared one, that of the residence, of the network location and of the
 * number. The clock is the declared zone, else that of the residence, else of the network location, else every zone of
 * the number's prefix, else every zone of the jurisdictions, else those that the ruleset names, else every clock on earth;
 * never the sender's. Who roams is on both clocks.
 */
public final class Locator {
    /** Believes what is declared, and knows nothing of numbers and countries. */
    public static final Locator WITHOUT_MAPS = new Locator(NumberPlan.NONE, CountryZones.NONE);

    /** What clocks show on earth: every offset from UTC, in hours, that is in use. */
    private static final List<ZoneId> ANYWHERE = DoubleStream.of(
                    -12, -11, -10, -9.5, -9, -8, -7, -6, -5, -4, -3.5, -3, -2.5, -2, -1, 0, 1, 2, 3, 3.5, 4, 4.5, 5,
                    5.5, 5.75, 6, 6.5, 7, 8, 8.75, 9, 9.5, 10, 10.5, 11, 12, 12.75, 13, 13.75, 14)
            .mapToObj(hours -> (ZoneId) ZoneOffset.ofTotalSeconds((int) (hours * 3600)))
            .toList();

    private final NumberPlan numbers;
    private final CountryZones countries;

    public Locator(NumberPlan numbers, CountryZones countries) {
        this.numbers = numbers;
        this.countries = countries;
    }

    /**
     * @param line the number that is to be reached; null for any of the subscriber's
     * @param settings of the ruleset that decides
     */
    public Whereabouts find(Subscriber subscriber, @Nullable String line, RulesetSettings settings) {
        List<NumberOrigin> origins = new ArrayList<>();
        for (String number : line == null ? subscriber.lines() : List.of(line)) {
            origins.add(numbers.originOf(number));
        }
        Set<String> jurisdictions = jurisdictions(subscriber, origins);
        return new Whereabouts(zones(subscriber, origins, jurisdictions, settings), jurisdictions);
    }

    private static Set<String> jurisdictions(Subscriber subscriber, List<NumberOrigin> origins) {
        Set<String> all = new LinkedHashSet<>();
        add(all, subscriber.jurisdiction());
        add(all, subscriber.circumstances().residence().jurisdiction());
        add(all, subscriber.circumstances().location().jurisdiction());
        origins.forEach(origin -> all.addAll(origin.jurisdictions()));
        return all;
    }

    private static void add(Set<String> all, @Nullable String jurisdiction) {
        if (jurisdiction != null) {
            all.add(jurisdiction);
        }
    }

    private List<ZoneId> zones(
            Subscriber subscriber,
            List<NumberOrigin> origins,
            Collection<String> jurisdictions,
            RulesetSettings settings) {
        Place location = subscriber.circumstances().location();
        Set<ZoneId> zones = new LinkedHashSet<>();
        ZoneId known = firstOf(
                subscriber.zone(), subscriber.circumstances().residence().zone(), location.zone());
        if (known != null) {
            zones.add(known);
            if (location.zone() != null) {
                zones.add(location.zone());
            }
            return List.copyOf(zones);
        }
        origins.forEach(origin -> zones.addAll(origin.zones()));
        if (zones.isEmpty()) {
            jurisdictions.forEach(j -> zones.addAll(countries.zonesOf(j)));
        }
        if (zones.isEmpty()) {
            zones.addAll(settings.unknownZones().isEmpty() ? ANYWHERE : settings.unknownZones());
        }
        return List.copyOf(zones);
    }

    private static @Nullable ZoneId firstOf(@Nullable ZoneId... zones) {
        for (ZoneId zone : zones) {
            if (zone != null) {
                return zone;
            }
        }
        return null;
    }
}

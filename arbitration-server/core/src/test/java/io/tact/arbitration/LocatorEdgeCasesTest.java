package io.tact.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Circumstances;
import io.tact.model.NumberOrigin;
import io.tact.model.Place;
import io.tact.model.Subscriber;
import io.tact.model.Whereabouts;
import io.tact.ruleset.RulesetSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Edge cases of where somebody is; {@code docs/edge-cases.md} lists them all by number. */
class LocatorEdgeCasesTest {
    private static final String SPANISH = "+34600000001";
    private static final Locator MAPS = new Locator(
            msisdn -> msisdn.equals(SPANISH)
                    ? new NumberOrigin(zones("Europe/Madrid", "Atlantic/Canary"), List.of("ES"))
                    : NumberOrigin.NOWHERE,
            jurisdiction -> jurisdiction.equals("AU") ? zones("Australia/Sydney", "Australia/Perth") : List.of());

    @Test
    void case18ANumberOfSeveralZonesIsOnAllOfTheirClocks() {
        assertThat(find(null, Place.UNKNOWN, Place.UNKNOWN, SPANISH))
                .isEqualTo(new Whereabouts(zones("Europe/Madrid", "Atlantic/Canary"), Set.of("ES")));
    }

    @Test
    void case18ACountryWithoutAKnownZoneIsOnAllOfItsClocks() {
        assertThat(find(null, new Place("AU", null, null), Place.UNKNOWN, "+999")
                        .zones())
                .isEqualTo(zones("Australia/Sydney", "Australia/Perth"));
    }

    @Test
    void case18WhereNothingIsKnownEveryClockOnEarthMustAllowAndNotTheSenders() {
        Whereabouts anywhere = find(null, Place.UNKNOWN, Place.UNKNOWN, "+999");

        assertThat(anywhere.jurisdictions()).isEmpty();
        assertThat(anywhere.zones())
                .contains(ZoneOffset.ofHours(-12), ZoneOffset.ofHoursMinutes(5, 45), ZoneOffset.ofHours(14))
                .doesNotContain(ZoneId.of("Europe/Paris"));
    }

    @Test
    void case19APrefixIsTheLastThingToBelieveAndWhoRoamsIsOnBothClocks() {
        Place residence = new Place("AU", ZoneId.of("Australia/Perth"), null);
        Place abroad = new Place("JP", ZoneId.of("Asia/Tokyo"), null);

        assertThat(find(ZoneId.of("Europe/Paris"), residence, Place.UNKNOWN, SPANISH)
                        .zones())
                .as("declared")
                .isEqualTo(zones("Europe/Paris"));
        assertThat(find(null, residence, Place.UNKNOWN, SPANISH).zones()).isEqualTo(zones("Australia/Perth"));
        assertThat(find(null, Place.UNKNOWN, abroad, SPANISH).zones()).isEqualTo(zones("Asia/Tokyo"));
        assertThat(find(null, residence, abroad, SPANISH))
                .as("the law of all three, on the clocks of residence and location")
                .isEqualTo(new Whereabouts(zones("Australia/Perth", "Asia/Tokyo"), Set.of("AU", "JP", "ES")));
    }

    private static Whereabouts find(@Nullable ZoneId declared, Place residence, Place location, String line) {
        Circumstances circumstances = new Circumstances(residence, location, List.of(), List.of(), List.of());
        Subscriber subscriber = new Subscriber(
                "S-1", List.of(line), List.of(), List.of(), declared, null, null, Map.of(), List.of(), circumstances);
        RulesetSettings sample = Sample.settings("0", "0");
        RulesetSettings senderInParis = new RulesetSettings(
                "sample",
                null,
                null,
                ZoneId.of("Europe/Paris"),
                "en",
                sample.universalControlShare(),
                sample.campaignControlShare(),
                "salt",
                Duration.ofMinutes(15),
                Duration.ofDays(400),
                List.of());
        return MAPS.find(subscriber, null, senderInParis);
    }

    private static List<ZoneId> zones(String... names) {
        return Stream.of(names).map(ZoneId::of).toList();
    }
}

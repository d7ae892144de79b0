package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TzdbCountryZonesTest {
    private static final List<String> STATES = List.of(
            ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI"
                            + " SC SD TN TX UT VT VA WA WV WI WY DC")
                    .split(" "));

    private final TzdbCountryZones zones = new TzdbCountryZones();

    private List<String> ids(String jurisdiction) {
        return zones.zonesOf(jurisdiction).stream().map(ZoneId::getId).toList();
    }

    @Test
    void knowsTheZonesOfCountries() {
        assertThat(ids("FR")).containsExactly("Europe/Paris");
        assertThat(ids("ES")).containsExactlyInAnyOrder("Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary");
        assertThat(ids("US")).hasSize(29);
        assertThat(ids("XK")).containsExactly("Europe/Belgrade");
    }

    @Test
    void knowsTheZonesOfStatesThatLieInTwo() {
        assertThat(ids("US-FL")).containsExactlyInAnyOrder("America/New_York", "America/Chicago");
        assertThat(ids("US-TX")).containsExactlyInAnyOrder("America/Chicago", "America/Denver");
        assertThat(ids("US-OK")).containsExactly("America/Chicago");
        assertThat(ids("US-LA")).containsExactly("America/Chicago");
        assertThat(ids("US-WA")).containsExactly("America/Los_Angeles");
        assertThat(ids("US-MD")).containsExactly("America/New_York");
        assertThat(ids("AU-QLD")).contains("Australia/Brisbane").doesNotContain("Australia/Sydney");
    }

    @Test
    void knowsEveryState() {
        assertThat(STATES).hasSize(51);
        Set<ZoneId> american = Set.copyOf(zones.zonesOf("US"));
        for (String state : STATES) {
            assertThat(zones.zonesOf("US-" + state))
                    .as(state)
                    .hasSizeBetween(1, 2)
                    .isSubsetOf(american);
        }
        assertThat(Resource.rows("places.csv").stream().map(row -> row[0]).filter(code -> code.startsWith("US-")))
                .hasSize(51 + 5);
    }

    @Test
    void aSubdivisionNotKnownByItselfMayBeAnywhereInItsCountry() {
        assertThat(zones.zonesOf("GB-ENG")).isEqualTo(zones.zonesOf("GB")).isNotEmpty();
        assertThat(zones.zonesOf("RU-KAM")).isEqualTo(zones.zonesOf("RU")).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsNoCountryHasNone() {
        for (String nowhere : List.of("", "-", "ZZ", "ZZ-1", "fr", "France")) {
            assertThat(zones.zonesOf(nowhere)).as(nowhere).isEmpty();
        }
    }

    @Test
    void everyCountryOfTelephoneNumbersHasZones() {
        for (String region : PhoneNumberUtil.getInstance().getSupportedRegions()) {
            assertThat(zones.zonesOf(region)).as(region).isNotEmpty();
        }
    }

    @Test
    void everyZoneOfTheTablesIsKnownToThisJavaOrHasAStandIn() {
        ZoneNames names = new ZoneNames();
        Set<String> named = new TreeSet<>();
        Stream.of("country-zones.csv", "number-zones.csv")
                .flatMap(table -> Resource.rows(table).stream())
                .forEach(row -> named.addAll(Resource.list(row[1])));
        Resource.rows("places.csv").forEach(row -> named.addAll(Resource.list(row[2])));
        named.remove("*");

        assertThat(named).hasSizeGreaterThan(400);
        for (String name : named) {
            assertThat(names.zones(List.of(name))).as(name).hasSize(1);
        }
    }

    @Test
    void everyStandInIsKnownToThisJava() {
        assertThat(Resource.rows("zone-stand-ins.csv"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(ZoneId.getAvailableZoneIds()).contains(row[1]));
    }

    @Test
    void anOlderJavaGetsTheStandIn() {
        Set<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
        known.removeAll(Set.of("Europe/Kyiv", "America/Coyhaique", "Asia/Qostanay"));
        TzdbCountryZones older = new TzdbCountryZones(new ZoneNames(known));

        assertThat(older.zonesOf("UA")).contains(ZoneId.of("Europe/Kiev")).doesNotContain(ZoneId.of("Europe/Kyiv"));
        assertThat(older.zonesOf("CL-AI")).containsExactly(ZoneId.of("America/Punta_Arenas"));
        assertThat(older.zonesOf("KZ")).hasSize(zones.zonesOf("KZ").size() - 1);
    }
}

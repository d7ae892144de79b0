package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables that correct the telephone library, checked against the library and the table of zones. */
class NumberTablesTest {
    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final TzdbCountryZones zones = new TzdbCountryZones();
    private final ZoneNames names = new ZoneNames();
    private final Clocks clocks = new Clocks();

    @Test
    void everyAdditionIsOfAClockThatItsCountryKeeps() {
        for (String[] row : Resource.rows("number-zones.csv")) {
            assertThat(row).as(row[0]).hasSize(3);
            Set<ZoneId> ofCountryCode = regions(row[0]).stream()
                    .flatMap(region -> zones.zonesOf(region).stream())
                    .collect(Collectors.toSet());
            List<ZoneId> added = names.zones(Resource.list(row[1]));
            assertThat(added.isEmpty()).as(row[0]).isEqualTo(row[1].equals("*"));
            for (ZoneId zone : added) {
                assertThat(ofCountryCode).as(row[0] + " " + zone).anyMatch(own -> clocks.same(own, zone));
            }
        }
    }

    private List<String> regions(String prefix) {
        for (int length = 1; length <= 3; length++) {
            int code = Integer.parseInt(prefix.substring(0, length));
            if (numbers.getSupportedCallingCodes().contains(code)) {
                return numbers.getRegionCodesForCountryCode(code);
            }
        }
        throw new AssertionError(prefix + " has no country code");
    }

    @Test
    void noPrefixIsGivenTwice() {
        assertThat(Resource.rows("number-zones.csv").stream().map(row -> row[0]))
                .doesNotHaveDuplicates();
        assertThat(Resource.rows("places.csv").stream().map(row -> row[0])).doesNotHaveDuplicates();
        assertThat(Resource.rows("country-zones.csv").stream().map(row -> row[0]))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTerritoryAndItsStateAreRegionsOfTheLibrary() {
        for (String[] row : Resource.rows("territories.csv")) {
            assertThat(numbers.getSupportedRegions()).contains(row[0], row[1]);
            assertThat(row[2]).isIn("ALL", "MOBILE");
        }
    }
}

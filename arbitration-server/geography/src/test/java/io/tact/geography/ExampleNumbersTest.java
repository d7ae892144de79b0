package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.tact.model.NumberOrigin;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A landline and a mobile number of every region: what the library says of them, and what is made of it. */
class ExampleNumbersTest {
    private record Example(String region, String type, String number, List<String> zones) {
        String name() {
            return region + " " + type + " " + number;
        }
    }

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final LibraryNumberPlan PLAN = new LibraryNumberPlan(new TzdbCountryZones());
    private static final Clocks CLOCKS = new Clocks();
    private static final List<Example> EXAMPLES = Resource.rows("example-numbers.csv").stream()
            .map(row -> new Example(row[0], row[1], row[2], Resource.list(row[3])))
            .toList();

    @Test
    void everyRegionIsThere() {
        assertThat(EXAMPLES.stream().map(Example::region)).containsAll(NUMBERS.getSupportedRegions());
        assertThat(EXAMPLES).hasSizeGreaterThan(480);
    }

    @Test
    void theLibraryStillSaysWhatItSaid() throws Exception {
        for (Example example : EXAMPLES) {
            List<String> now = PhoneNumberToTimeZonesMapper.getInstance()
                    .getTimeZonesForNumber(NUMBERS.parse(example.number(), null));
            if (example.zones().equals(List.of("+1"))) {
                assertThat(now).as(example.name()).hasSizeGreaterThan(40);
            } else {
                assertThat(now).as(example.name()).containsExactlyElementsOf(example.zones());
            }
        }
    }

    @Test
    void everyNumberIsOfItsRegionAndHasAZone() {
        for (Example example : EXAMPLES) {
            NumberOrigin origin = PLAN.originOf(example.number());

            assertThat(origin.jurisdictions()).as(example.name()).contains(example.region());
            assertThat(origin.zones()).as(example.name()).isNotEmpty();
            assertThat(CLOCKS.oneForEach(origin.zones())).as(example.name()).isEqualTo(origin.zones());
        }
    }

    /**
     * The library puts the first under a clock that no part of them keeps; with the last it names the clocks of another
     * country, too, that shares the country code but not the numbers.
     */
    @Test
    void noClockOfTheLibraryIsDroppedButThoseOfNeighbours() {
        Set<String> corrected = new TreeSet<>();
        for (Example example : EXAMPLES) {
            List<ZoneId> ours = PLAN.originOf(example.number()).zones();
            boolean kept = example.zones().stream()
                    .filter(zone -> !zone.equals("+1"))
                    .allMatch(zone -> ours.stream().anyMatch(our -> CLOCKS.same(our, ZoneId.of(zone))));
            if (!kept) {
                corrected.add(example.region());
            }
        }
        assertThat(corrected)
                .containsExactlyInAnyOrder("DZ", "EH", "LY", "MA", "NI", "PS", "SS", "KZ", "RU", "RE", "YT");
    }
}

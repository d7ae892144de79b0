package io.tact.geography;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.NumberOrigin;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LibraryNumberPlanTest {
    private static final LibraryNumberPlan PLAN = new LibraryNumberPlan(new TzdbCountryZones());

    private static List<String> zones(String number) {
        return PLAN.originOf(number).zones().stream().map(ZoneId::getId).toList();
    }

    private static List<String> jurisdictions(String number) {
        return PLAN.originOf(number).jurisdictions();
    }

    @Test
    void aCountryOfOneClockHasOneZone() {
        assertThat(PLAN.originOf("+33612345678"))
                .isEqualTo(new NumberOrigin(List.of(ZoneId.of("Europe/Paris")), List.of("FR")));
    }

    @Test
    void case18_aMobileNumberMayBeAnywhereInItsCountry() {
        assertThat(zones("+34612345678")).containsExactlyInAnyOrder("Europe/Madrid", "Atlantic/Canary");
        assertThat(zones("+6281234567890")).containsExactlyInAnyOrder("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");
        assertThat(zones("+61412345678"))
                .contains(
                        "Australia/Sydney",
                        "Australia/Brisbane",
                        "Australia/Adelaide",
                        "Australia/Darwin",
                        "Australia/Perth");
        assertThat(zones("+56961234567")).contains("America/Santiago", "America/Punta_Arenas", "Pacific/Easter");
    }

    @Test
    void case18_russiaAndKazakhstanShareACountryCodeButNoNumbers() {
        assertThat(zones("+79161234567"))
                .contains("Europe/Kaliningrad", "Europe/Moscow", "Asia/Vladivostok", "Asia/Anadyr")
                .hasSizeGreaterThan(9);
        assertThat(jurisdictions("+79161234567")).containsExactly("RU");
        assertThat(jurisdictions("+77011234567")).containsExactly("KZ");
        assertThat(zones("+77011234567")).hasSize(1).allMatch(zone -> zone.startsWith("Asia/"));
    }

    @Test
    void case17_kazakhstanKeepsOneClockSinceMarch2024() {
        assertThat(PLAN.originOf("+77172123456").zones()).allSatisfy(zone -> assertThat(
                        zone.getRules().getOffset(java.time.Instant.parse("2026-11-23T00:00:00Z")))
                .isEqualTo(java.time.ZoneOffset.ofHours(5)));
    }

    @Test
    void case18_queenslandHasNoDaylightSavingTime() {
        assertThat(zones("+61730001234")).contains("Australia/Brisbane", "Australia/Sydney");
        assertThat(zones("+61891234567")).contains("Australia/Adelaide", "Australia/Darwin", "Australia/Perth");
    }

    @Test
    void case18_pensacolaIsOnCentralTime() {
        assertThat(zones("+18504321234")).containsExactlyInAnyOrder("America/New_York", "America/Chicago");
        assertThat(zones("+18502221234")).containsExactlyInAnyOrder("America/New_York", "America/Chicago");
        assertThat(zones("+13055551234")).containsExactly("America/New_York");
        assertThat(jurisdictions("+18504321234")).containsExactly("US", "US-FL");
    }

    @Test
    void case18_aBritishMobileNumberOfGuernseyMayBeUnderBothLaws() {
        assertThat(jurisdictions("+447911123456")).containsExactly("GG", "GB");
        assertThat(jurisdictions("+447911012345")).containsExactly("GB");
        assertThat(jurisdictions("+441481960194")).containsExactly("GG");
        assertThat(PLAN.originOf("+447911123456").zones()).hasSize(1);
    }

    @Test
    void theStateOrProvinceIsThatOfTheArea() {
        assertThat(jurisdictions("+12125551234")).containsExactly("US", "US-NY");
        assertThat(jurisdictions("+12025551234")).containsExactly("US", "US-DC");
        assertThat(jurisdictions("+12065551234")).containsExactly("US", "US-WA");
        assertThat(jurisdictions("+15045551234")).containsExactly("US", "US-LA");
        assertThat(jurisdictions("+14165551234")).containsExactly("CA", "CA-ON");
        assertThat(jurisdictions("+12575551234")).containsExactly("CA", "CA-BC");
        assertThat(jurisdictions("+19025551234")).contains("CA", "CA-NS");
    }

    @Test
    void aNumberOfNoAreaNamesCountriesWhichStandForAnyOfTheirStates() {
        assertThat(jurisdictions("+18005551234"))
                .contains("US", "CA", "JM")
                .noneMatch(jurisdiction -> jurisdiction.startsWith("US-") || jurisdiction.startsWith("CA-"));
        assertThat(zones("+18005551234")).contains("America/New_York", "Pacific/Honolulu", "America/St_Johns");
    }

    @Test
    void theLawOfAStateMayReachItsTerritories() {
        assertThat(jurisdictions("+590690001234")).contains("GP", "FR");
        assertThat(zones("+590690001234")).hasSize(1).doesNotContain("Europe/Paris");
        assertThat(jurisdictions("+17875551234")).containsExactly("PR", "US");
        assertThat(zones("+17875551234")).containsExactly("America/Puerto_Rico");
    }

    @Test
    void aNeighboursClockIsNotTakenForTheCountrysOwn() {
        assertThat(zones("+213551234567")).containsExactly("Africa/Algiers");
        assertThat(zones("+211977123456")).containsExactly("Africa/Juba");
        assertThat(zones("+50581234567")).containsExactly("America/Managua");
        assertThat(zones("+529981234567")).contains("America/Cancun").doesNotContain("America/New_York");
        assertThat(zones("+74012123456")).containsExactly("Europe/Kaliningrad");
        assertThat(zones("+12684641234")).containsExactly("America/Antigua");
    }

    @Test
    void aRangeThatTheLibraryDoesNotKnowYetStillNamesItsCountry() {
        assertThat(jurisdictions("+972521234567")).containsExactly("IL");
        assertThat(zones("+972521234567")).containsExactly("Asia/Jerusalem");
        assertThat(jurisdictions("+33012")).containsExactly("FR");
    }

    @Test
    void whatIsNoNumberOfACountryTellsNothing() {
        for (String number : List.of(
                "",
                "+",
                "+0",
                "33612345678",
                "0612345678",
                "+999123456",
                "+80012345678",
                "+33 6 12 34 56 78",
                "+1800FLOWERS",
                "nobody",
                "+٣٣٦١٢٣٤٥٦٧٨",
                "+336123456789012345678901234567890")) {
            assertThat(PLAN.originOf(number)).as(number).isEqualTo(NumberOrigin.NOWHERE);
        }
    }

    @Test
    void remembersNoMoreThanItsCapacity() {
        LibraryNumberPlan plan = new LibraryNumberPlan(new TzdbCountryZones(), 10);
        for (int i = 0; i < 95; i++) {
            plan.originOf("+336123456" + (10 + i % 90));
            assertThat(plan.remembered()).isBetween(1, 10);
        }
        assertThat(plan.originOf("+33612345610")).isEqualTo(PLAN.originOf("+33612345610"));
    }

    @Test
    void aRememberedAnswerIsTheSameObject() {
        NumberOrigin first = PLAN.originOf("+4915112345678");

        assertThat(PLAN.originOf("+4915112345678")).isSameAs(first);
        assertThat(PLAN.originOf("+4915112345679")).isSameAs(first);
    }

    @Test
    void answersManyThreadsAlike() throws InterruptedException, ExecutionException {
        LibraryNumberPlan plan = new LibraryNumberPlan(new TzdbCountryZones(), 20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 500; i++) {
                            String number = "+121255512" + (10 + (i * 7 + thread) % 90);
                            assertThat(plan.originOf(number)).isEqualTo(PLAN.originOf("+12125551234"));
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

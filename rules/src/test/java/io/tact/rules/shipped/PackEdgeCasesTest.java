package io.tact.rules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.OutcomeType;
import io.tact.model.Relation;
import io.tact.model.SpecialConsent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Edge cases that shipped packs meet; {@code docs/edge-cases.md} of the server lists them all by number. */
class PackEdgeCasesTest {
    private static final String LONG_AGO = "2025-01-01T12:00:00Z";

    @Test
    void case06FranceIsSilentForSixtyFullDaysAfterARefusal() throws IOException {
        // Refused on Friday 4 September 2026: D+61 is Wednesday 4 November. Consent was given anew the day after.
        Law france = Law.of("fr")
                .in("FR", "Europe/Paris")
                .contacted("CALL_CENTRE", "2026-09-04T18:00:00+02:00", OutcomeType.REFUSED)
                .granted("2026-09-05T12:00:00+02:00");

        assertThat(france.objections("CALL_CENTRE", "2026-11-03T19:59:59.999+01:00"))
                .containsExactly("cooloffs#FR-04");
        assertThat(france.next("CALL_CENTRE", "2026-09-07T12:00:00+02:00")).isEqualTo("2026-11-04T09:00:00Z");
        assertThat(france.objections("CALL_CENTRE", "2026-11-04T10:00:00+01:00"))
                .isEmpty();
    }

    @Test
    void case14TheEmiratesCountCallsThatNobodyAnswered() throws IOException {
        Law unanswered = emirates().contacted("CALL_CENTRE", "2026-11-23T10:00:00+04:00", OutcomeType.NO_ANSWER);
        Law answered = emirates()
                .contacted("CALL_CENTRE", "2026-11-23T10:00:00+04:00", OutcomeType.NO_ANSWER, OutcomeType.CONVERSATION);

        assertThat(unanswered.objections("CALL_CENTRE", "2026-11-23T15:00:00+04:00"))
                .containsExactly("caps#AE-02");
        assertThat(answered.objections("CALL_CENTRE", "2026-11-23T15:00:00+04:00"))
                .isEmpty();
    }

    private static Law emirates() throws IOException {
        return Law.of("ae").in("AE", "Asia/Dubai").granted(LONG_AGO).listsOf("2026-11-23T00:00:00Z");
    }

    @Test
    void case18ANumberOfPensacolaMayBeOnEasternOrCentralTime() throws IOException {
        Law florida = Law.of("us", "us-fl")
                .line("+18504321234")
                .granted(LONG_AGO)
                .granted(SpecialConsent.AUTOMATED, LONG_AGO)
                .listsOf("2026-11-20T00:00:00Z");

        assertThat(florida.objections("CALL_CENTRE", "2026-11-23T08:59:59.999-05:00"))
                .as("07:59 in Pensacola")
                .contains("hours#US-FL-01");
        assertThat(florida.next("CALL_CENTRE", "2026-11-23T08:00:00-05:00")).isEqualTo("2026-11-23T14:00:00Z");
        assertThat(florida.objections("CALL_CENTRE", "2026-11-23T09:00:00-05:00"))
                .isEmpty();
        assertThat(florida.objections("CALL_CENTRE", "2026-11-23T20:00:00-05:00"))
                .as("19:00 in Pensacola, 20:00 in Tallahassee")
                .containsExactly("hours#US-FL-01");
    }

    @Test
    void case19AnAustralianInJapanIsCalledOnlyWhileBothClocksAllowIt() throws IOException {
        Law law = Law.of("au")
                .living("AU", "Australia/Perth")
                .roaming("JP", "Asia/Tokyo")
                .listsOf("2026-11-20T00:00:00Z");

        assertThat(law.objections("CALL_CENTRE", "2026-11-23T18:59:59.999+08:00"))
                .isEmpty();
        assertThat(law.objections("CALL_CENTRE", "2026-11-23T19:00:00+08:00"))
                .as("20:00 in Tokyo")
                .containsExactly("hours#AU-01");
        assertThat(law.next("CALL_CENTRE", "2026-11-23T19:00:00+08:00"))
                .as("09:00 in Perth")
                .isEqualTo("2026-11-24T01:00:00Z");
    }

    @Test
    void case24LouisianaIsClosedOnChristmasAndOnTheDayOnWhichItIsObserved() throws IOException {
        // Christmas 2027 is a Saturday, observed on Friday; the 26th is a Sunday.
        Law louisiana = Law.of("us-la").in("US-LA", "America/Chicago");

        assertThat(louisiana.objections("SMS", "2027-12-23T19:59:59-06:00")).isEmpty();
        assertThat(louisiana.objections("SMS", "2027-12-24T12:00:00-06:00")).containsExactly("hours#US-LA-01");
        assertThat(louisiana.objections("SMS", "2027-12-25T12:00:00-06:00")).containsExactly("hours#US-LA-01");
        assertThat(louisiana.next("SMS", "2027-12-23T20:00:00-06:00")).isEqualTo("2027-12-27T14:00:00Z");
    }

    @Test
    void case25TheLawOfTheNationKeepsItsOwnHolidaysAndNotThoseOfARegion() throws IOException {
        // Good Friday is a holiday in Strasbourg, and Easter Monday in all of France.
        Law strasbourg = Law.of("fr").in("FR-67", "Europe/Paris").granted(LONG_AGO);

        assertThat(strasbourg.objections("CALL_CENTRE", "2027-03-26T12:00:00+01:00"))
                .isEmpty();
        assertThat(strasbourg.objections("CALL_CENTRE", "2027-03-29T12:00:00+02:00"))
                .isNotEmpty();
    }

    @Test
    void case26TheRuleOfFranceChangesAtMidnightOnTheSubscribersClockAndTheCapRemembers() throws IOException {
        Law france = Law.of("fr").in("FR", "Europe/Paris").listsOf("2026-08-01T00:00:00Z");
        for (int day = 3; day < 7; day++) {
            france.contacted("CALL_CENTRE", "2026-08-0" + day + "T12:00:00+02:00");
        }

        assertThat(france.objections("CALL_CENTRE", "2026-08-10T23:59:59.999+02:00"))
                .contains("caps#FR-03")
                .doesNotContain("consent#FR-06");
        assertThat(france.objections("CALL_CENTRE", "2026-08-11T00:00:00+02:00"))
                .contains("caps#FR-03", "consent#FR-06");
        assertThat(france.objections("CALL_CENTRE", "2026-08-11T12:00:00+02:00"))
                .containsExactly("caps#FR-03", "consent#FR-06");
    }

    @Test
    void case27ConsentToBeCalledOutsideTheHoursLiftsNoCapOfFrance() throws IOException {
        Law france =
                Law.of("fr").in("FR", "Europe/Paris").granted(LONG_AGO).granted(SpecialConsent.OUTSIDE_HOURS, LONG_AGO);

        assertThat(france.objections("CALL_CENTRE", "2026-11-22T21:00:00+01:00"))
                .as("Sunday night")
                .isEmpty();
        for (int day = 10; day < 14; day++) {
            france.contacted("CALL_CENTRE", "2026-11-" + day + "T12:00:00+01:00");
        }
        assertThat(france.objections("CALL_CENTRE", "2026-11-22T21:00:00+01:00"))
                .containsExactly("caps#FR-03");
    }

    @Test
    void case27KoreasNightConsentLiftsTheNightAndIsNoConsentToAdvertising() throws IOException {
        Law korea = Law.of("kr").in("KR", "Asia/Seoul");
        String night = "2026-11-23T23:00:00+09:00";

        assertThat(korea.objections("SMS", night)).containsExactly("consent#KR-02", "hours#KR-01");
        assertThat(korea.granted(SpecialConsent.NIGHT, LONG_AGO).objections("SMS", night))
                .containsExactly("consent#KR-02");
        assertThat(korea.granted(LONG_AGO).objections("SMS", night)).isEmpty();
    }

    @Test
    void case27ABusinessRelationshipPassesTheAmericanListButNotARequestMadeToTheCaller() throws IOException {
        // The list is not fresh: nobody knows whether the number is on it.
        Law states = Law.of("us").in("US-NY", "America/New_York").listsOf(LONG_AGO);
        String noon = "2026-11-23T12:00:00-05:00";

        assertThat(states.objections("CALL_CENTRE", noon)).containsExactly("consent#US-05");
        assertThat(states.related(Relation.Kind.EXISTING_CUSTOMER, "2026-06-01T00:00:00Z")
                        .objections("CALL_CENTRE", noon))
                .isEmpty();
        assertThat(states.refused("2026-11-01T00:00:00Z").objections("CALL_CENTRE", noon))
                .contains("consent#US-12");
    }

    @Test
    void case30SilenceInThePhilippinesIsANo() throws IOException {
        Law philippines = Law.of("ph")
                .in("PH", "Asia/Manila")
                .granted(LONG_AGO)
                .contacted("SMS", "2026-11-01T12:00:00+08:00", OutcomeType.NO_RESPONSE);

        assertThat(philippines.objections("SMS", "2026-11-23T12:00:00+08:00")).containsExactly("cooloffs#PH-02");
        assertThat(philippines.granted("2026-11-20T12:00:00+08:00").objections("SMS", "2026-11-23T12:00:00+08:00"))
                .isEmpty();
    }
}

package io.tact.rules.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Locator;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.rules.tables.SampleHolidays;
import io.tact.ruleset.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not warned of: what is like a mistake and is none. What is warned of stands in the corpus. */
class StaticChecksTest {
    private static final String CAPS =
            "id,level,channel,purpose,window,length,max,counts,key,effective_from,effective_to\n";
    private static final String PACK = "--- ruleset.yaml\nname: broken\nzone: Europe/Paris\nincludes: [legal/fr]\n"
            + "--- packs/legal/fr/pack.yaml\nname: fr\ntitle: France\nstatus: LAW\nreviewed: 2026-11-22\n"
            + "--- packs/legal/fr/caps.csv\nid,channel,purpose,window,length,max,key,jurisdiction,binding,citation,verified\n";

    private static List<String> warnings(String sections) {
        BrokenRuleset ruleset = BrokenRuleset.read(sections + "\n--- expected\n");
        return new RulesetCheck(new DefaultRulesetCompiler(new SampleHolidays()), Locator.WITHOUT_MAPS)
                .check(ruleset.source()).problems().stream()
                        .map(Problem::toString)
                        .toList();
    }

    @Test
    void nothingIsSaidOfASoundRuleset() {
        assertThat(warnings("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another level, another window, other contacts, another key, other days.
                "a,SUBSCRIBER,SMS,,ROLLING,P7D,3,SENT,,,\nb,LINE,SMS,,ROLLING,P7D,2,SENT,,,\n",
                "a,SUBSCRIBER,SMS,,ROLLING,P7D,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P1D,2,SENT,,,\n",
                "a,SUBSCRIBER,SMS,,ROLLING,P7D,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P7D,2,DELIVERED,,,\n",
                "a,SUBSCRIBER,SMS,,ROLLING,P7D,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P7D,2,SENT,PER_OFFER,,\n",
                "a,SUBSCRIBER,SMS,,ROLLING,P7D,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P7D,2,SENT,,2026-01-01,\n",
                "a,SUBSCRIBER,,,ROLLING,P7D,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P7D,2,SENT,,,\n",
                "a,SUBSCRIBER,SMS,,ROLLING,PT24H,3,SENT,,,\nb,SUBSCRIBER,SMS,,ROLLING,P1D,2,SENT,,,\n"
            })
    void capsThatOnlyLookAlike(String rows) {
        assertThat(warnings("--- caps.csv\n" + CAPS + rows)).isEmpty();
    }

    @Test
    void aCapIsNoneThatTheLawMakesPointlessWhereTheLawCountsEachSenderAloneOrBindsElsewhere() {
        String own = "--- caps.csv\nid,channel,purpose,window,length,max\nmonth,SMS,MARKETING,ROLLING,P30D,6\n";
        assertThat(warnings(PACK + "FR-1,SMS,MARKETING,ROLLING,P30D,4,,,LAW,Art. 1,yes\n" + own))
                .isEmpty();
        assertThat(warnings(PACK + "FR-1,SMS,MARKETING,ROLLING,P30D,4,ALL,FR,LAW,Art. 1,yes\n" + own))
                .isEmpty();
    }

    @Test
    void aCapIsNotPointlessWhereAnExemptionLiftsTheOtherOnly() {
        String caps =
                "--- caps.csv\nid,purpose,window,length,max\na,MARKETING,ROLLING,P7D,3\nb,MARKETING,ROLLING,P7D,2\n";
        assertThat(warnings(caps)).hasSize(1);
        assertThat(warnings(caps + "--- exemptions.csv\nid,purpose,lifts\nx,MARKETING,caps#b\n"))
                .isEmpty();
        assertThat(warnings(caps + "--- exemptions.csv\nid,purpose,lifts\nx,SERVICE,caps#b\n"))
                .hasSize(1);
        assertThat(warnings(caps + "--- exemptions.csv\nid,purpose,lifts\nx,MARKETING,CAPS\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,TOPUP,PREPAID,,\nb,TOPUP,POSTPAID,,\n",
                "a,TOPUP,PREPAID,500,\nb,TOPUP,,200,\n",
                "a,TOPUP,PREPAID,,\nb,DEVICE,PREPAID,,\n",
                "a,TOPUP,,500,100\nb,TOPUP,,600,200\n",
                "a,TOPUP,,201,200\n"
            })
    void eligibilityThatOnlyLooksAlike(String rows) {
        assertThat(warnings("--- eligibility.csv\nid,campaign,plan in,balance <,balance >=\n" + rows))
                .isEmpty();
    }

    @Test
    void aRowForAllCandidatesMakesThoseForSomePointless() {
        assertThat(warnings("--- eligibility.csv\nid,campaign,offer,plan in\na,TOPUP,TOPUP-10,PREPAID\nb,,,PREPAID\n"))
                .containsExactly(
                        "eligibility.csv!A2: warning: row a adds nothing: eligibility#b (row 3) says the same (Maybe"
                                + " delete one of them)");
    }

    @Test
    void aCampaignIsReachedByTheOneTreatmentThatIsLeft() {
        assertThat(
                        warnings(
                                "--- consent.csv\nid,channel,purpose,model\na,SMS,MARKETING,PROHIBITED\nb,PUSH,MARKETING,OPT_OUT\n"))
                .containsExactly(
                        "catalogue.csv!A4: warning: campaign DEVICE reaches nobody: consent#a (row 2) prohibits it (Maybe"
                                + " take it out, or change what stops it)");
        assertThat(warnings("--- consent.csv\nid,purpose,model,jurisdiction\na,MARKETING,PROHIBITED,FR\n"))
                .isEmpty();
    }

    @Test
    void placesAreThoseOfTheSheet() {
        assertThat(warnings("--- policy.xlsx[caps]\nmax,id,purpose,window,length\n3,a,MARKETING,ROLLING,P7D\n"
                        + "2,b,MARKETING,ROLLING,P7D\n"))
                .containsExactly(
                        "policy.xlsx[caps]!A2: warning: caps#a never decides: caps#b (row 3) allows no more, and counts"
                                + " and binds all that it does (Maybe delete it, or make it stricter)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Hours that end after midnight, as in Ramadan; a consent of a year in hours.
                "--- hours.csv\nid,purpose,open,close\na,MARKETING,10:00,02:00\n",
                "--- consent.csv\nid,purpose,model,valid_for\na,MARKETING,OPT_IN,PT8760H\n",
                // Minutes of peace, and another try.
                "--- caps.csv\nid,window,length\na,GAP,PT10M\n",
                "--- cooloffs.csv\nid,outcomes,length\na,BUSY|NO_ANSWER,PT3M\n",
                "--- exclusions.csv\nid,kind,a,b,within\na,NEVER_TOGETHER,campaign:TOPUP,campaign:DEVICE,PT5M\n",
                // Silence for ever ends with a new consent, sixty days do not.
                "--- cooloffs.csv\nid,outcomes,length\na,OPTED_OUT|REFUSED,INDEFINITE\nb,REFUSED,P60D\n",
                // One channel has hours or caps, and the other has none: that may be meant.
                "--- hours.csv\nid,channel,purpose,open,close\na,SMS,MARKETING,08:00,20:00\n",
                "--- caps.csv\nid,channel,window,length,max\na,SMS,ROLLING,P7D,2\n",
                // What a score is taken from whatever is known needs no prior.
                "--- catalogue.csv\ncampaign,offer,treatment,channel\nA,A1,A-SMS,SMS\n"
                        + "--- scoring.csv\nid,campaign,propensity\na,A,0.03\n",
                // A unit that is no range.
                "--- attributes.csv\nname,scope,type,unit\nperiod,PROFILE,NUMBER,2026-11\n"
                        + "--- eligibility.csv\nid,campaign,period <\na,TOPUP,12\n"
            })
    void whatMayWellBeMeant(String sections) {
        assertThat(warnings(sections)).isEmpty();
    }

    @Test
    void aPriorIsMissedWhereThePropensityDependsOnSomething() {
        assertThat(warnings("--- catalogue.csv\ncampaign,offer,treatment,channel\nA,A1,A-SMS,SMS\n"
                        + "--- scoring.csv\nid,campaign,plan =,propensity\na,A,PREPAID,0.03\n"))
                .singleElement()
                .asString()
                .startsWith("catalogue.csv!A2: warning: prior is empty");
    }

    @Test
    void thousandsOfRowsAreComparedWithinBounds() {
        StringBuilder caps = new StringBuilder("--- caps.csv\nid,purpose,window,length,max,campaign\n");
        StringBuilder hours = new StringBuilder("--- hours.csv\nid,purpose,days,open,close\n");
        StringBuilder apart = new StringBuilder("--- exclusions.csv\nid,kind,a,b,within\n");
        for (int i = 0; i < 6_000; i++) {
            caps.append("c%d,MARKETING,ROLLING,P7D,2,%s\n".formatted(i, i % 2 == 0 ? "TOPUP" : ""));
            hours.append("h%d,MARKETING,MON,%02d:%02d,23:59\n".formatted(i, i / 60 % 23, i % 60));
            apart.append("x%d,NEVER_TOGETHER,category:RECHARGE,category:DEVICES,P%dD\n".formatted(i, 1 + i % 300));
        }
        assertThat(warnings(caps + hours.toString() + apart)).hasSizeGreaterThan(300);
    }
}

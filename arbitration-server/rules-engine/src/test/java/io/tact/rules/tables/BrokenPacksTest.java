package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What authors are told of packs, and of what a ruleset must not do to them, word for word. */
class BrokenPacksTest {
    private static final String AUTHORITY = ",binding,citation,verified\n";
    private static final String LAW = ",LAW,x,yes\n";

    private final SampleRuleset ruleset = new SampleRuleset()
            .with("ruleset.yaml", "name: sample\nzone: Europe/Paris\nincludes: [legal/fr]\n")
            .with("packs/legal/fr/pack.yaml", PacksTest.FR);

    @Test
    void aPackThatIsNotThereIsNamedWithTheOnesThatAre() {
        ruleset.with("ruleset.yaml", "name: sample\nzone: Europe/Paris\nincludes: [legal/fr, legal/uss]\n");
        var problems = new ArrayList<io.tact.ruleset.Problem>();
        RulesetParser.parse(
                new RulesetSource("sample", ruleset.source().files(), Set.of("legal/fr", "legal/us", "legal/us-fl")),
                new SampleHolidays(),
                problems);
        assertThat(problems)
                .extracting(Object::toString)
                .containsExactly("ruleset.yaml:line 3: there is no pack \"legal/uss\" (Maybe legal/us)");
        assertThat(ruleset.problems())
                .containsExactly("ruleset.yaml:line 3: there is no pack \"legal/uss\" (Maybe legal/fr)");
    }

    @Test
    void packYamlMustSayWhatThePackIs() {
        ruleset.with(
                "packs/legal/fr/pack.yaml",
                "name: france\nstatus: LEGAL\njurisdiction: France\nowner: me\nincludes: [legal/eu]\nnotEncoded: [FR-01, {id: FR-02}]\n");
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/fr/pack.yaml: reviewed is missing (The day on which it was last compared with its"
                                + " sources, such as 2026-11-23)",
                        "packs/legal/fr/pack.yaml: title is missing (Maybe the name of the country)",
                        "packs/legal/fr/pack.yaml: why is missing (Say why the pack leaves it out)",
                        "packs/legal/fr/pack.yaml:line 1: name (\"france\") must be the name of its folder (Maybe fr)",
                        "packs/legal/fr/pack.yaml:line 2: status (\"LEGAL\") must be one of LAW, TEMPLATE",
                        "packs/legal/fr/pack.yaml:line 3: jurisdiction (\"France\") must be a jurisdiction such as FR or"
                                + " US-FL",
                        "packs/legal/fr/pack.yaml:line 4: \"owner\" is no setting (There are name, title, jurisdiction,"
                                + " status, reviewed, description, includes, notEncoded)",
                        "packs/legal/fr/pack.yaml:line 5: there is no pack \"legal/eu\" (Maybe legal/fr)",
                        "packs/legal/fr/pack.yaml:line 6: notEncoded must be a list of maps");
    }

    @Test
    void aPackHasOnlyPolicyTables() {
        ruleset.with("packs/legal/fr/catalogue.csv", "campaign\n")
                .with("packs/legal/fr/extra.drl", "")
                .with("packs/legal/fr/cap.csv", "id\n")
                .with("packs/legal/de/pack.yaml", "")
                .with("packs/legal/de/caps.csv", "");
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/de: warning: this pack is not included: its files are not used (Maybe add it to"
                                + " includes)",
                        "packs/legal/fr/cap.csv: no table and no rules: this file is not used (Maybe caps.csv)",
                        "packs/legal/fr/catalogue.csv: a pack has only policy tables (There may be caps.csv, consent.csv,"
                                + " cooloffs.csv, deadlines.csv, exclusions.csv, exemptions.csv, holidays.csv, hours.csv,"
                                + " scenarios.csv)",
                        "packs/legal/fr/extra.drl: a pack has only policy tables (There may be caps.csv, consent.csv,"
                                + " cooloffs.csv, deadlines.csv, exclusions.csv, exemptions.csv, holidays.csv, hours.csv,"
                                + " scenarios.csv)");
    }

    @Test
    void everyRowMustSayOnWhatItRests() {
        ruleset.with(
                        "packs/legal/fr/caps.csv",
                        "id,window,length,max" + AUTHORITY + "a,ROLLING,P1D,1,,,\nb,ROLLING,P1D,1,LAW,x,no\n")
                .with("packs/legal/fr/consent.csv", "id,model\na,OPT_IN\n")
                .with("packs/legal/fr/hours.csv", "id,open,close" + AUTHORITY + "a,10:00,12:00" + LAW);
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/fr/caps.csv!E2: binding must not be empty",
                        "packs/legal/fr/caps.csv!F2: citation must not be empty",
                        "packs/legal/fr/caps.csv!G2: verified must not be empty",
                        "packs/legal/fr/caps.csv!G3: verified (\"no\") must be yes in a pack whose status is LAW (Maybe move"
                                + " the row into a pack with status TEMPLATE)",
                        "packs/legal/fr/consent.csv: the column binding is missing (Maybe its title in row 1 is misspelt)",
                        "packs/legal/fr/consent.csv: the column citation is missing (Maybe its title in row 1 is misspelt)",
                        "packs/legal/fr/consent.csv: the column verified is missing (Maybe its title in row 1 is misspelt)",
                        "packs/legal/fr/hours.csv: the column zone_basis is missing (Maybe its title in row 1 is misspelt)");
    }

    @Test
    void aTemplateMayHoldWhatIsNotVerified() {
        ruleset.with("packs/legal/fr/pack.yaml", PacksTest.FR.replace("LAW", "TEMPLATE"))
                .with("packs/legal/fr/caps.csv", "id,window,length,max" + AUTHORITY + "a,ROLLING,P1D,1,LAW,x,no\n");
        assertThat(ruleset.problems()).isEmpty();
    }

    @Test
    void aRowBindsInThePacksJurisdictionOrAPartOfIt() {
        ruleset.with(
                "packs/legal/fr/caps.csv",
                "id,window,length,max,jurisdiction" + AUTHORITY + "a,ROLLING,P1D,1,FR-67" + LAW + "b,ROLLING,P1D,1,DE"
                        + LAW + "c,ROLLING,P1D,1,FRX" + LAW);
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/fr/caps.csv!E3: jurisdiction (\"DE\") must be FR or a part of it, as the pack is about FR"
                                + " (Maybe leave the cell empty)",
                        "packs/legal/fr/caps.csv!E4: jurisdiction (\"FRX\") must be a jurisdiction such as FR or US-FL");
    }

    @Test
    void aRowOfAPackCannotBeReplaced() {
        ruleset.with("packs/legal/fr/caps.csv", "id,window,length,max" + AUTHORITY + "FR-03,ROLLING,P30D,4" + LAW)
                .with("caps.csv", "id,window,length,max\nmine,ROLLING,P30D,9\nFR-03,ROLLING,P30D,9\n");
        assertThat(ruleset.problems())
                .containsExactly(
                        "caps.csv!A3: id FR-03 is that of a row of packs/legal/fr/caps.csv already (row 2) (A pack's row"
                                + " cannot be replaced: add one with its own id)");
    }

    @Test
    void noExemptionLiftsRowsOfAnotherPart() {
        ruleset.with("packs/legal/fr/caps.csv", "id,window,length,max" + AUTHORITY + "FR-03,ROLLING,P30D,4" + LAW)
                .with("caps.csv", "id,window,length,max\nmine,ROLLING,P30D,9\n")
                .with("exemptions.csv", "id,lifts\na,caps#FR-03\nb,caps#mine|caps#mein\n")
                .with(
                        "packs/legal/fr/exemptions.csv",
                        "id,lifts" + AUTHORITY + "c,caps#mine" + LAW + "d,caps#FR-30" + LAW);
        assertThat(ruleset.problems())
                .containsExactly(
                        "exemptions.csv!B2: lifts (\"caps#FR-03\") is a row of legal/fr, and an exemption lifts rows of its own"
                                + " ruleset only (What legal/fr withholds stays withheld)",
                        "exemptions.csv!B3: lifts (\"caps#mein\") is no row of this ruleset (Maybe caps#mine)",
                        "packs/legal/fr/exemptions.csv!B2: lifts (\"caps#mine\") is a row of sample, and an exemption lifts rows"
                                + " of its own pack only",
                        "packs/legal/fr/exemptions.csv!B3: lifts (\"caps#FR-30\") is no row of this pack (Maybe caps#FR-03)");
    }

    @Test
    void noHolidayOfTheRulesetOpensHoursOfAPack() {
        ruleset.with("packs/legal/fr/hours.csv", "id,days,zone_basis" + AUTHORITY + "FR-02,HOLIDAY,SUBSCRIBER" + LAW)
                .with(
                        "holidays.csv",
                        "id,calendar,date,kind\na,FR,2027-05-01,OPEN\nb,FR,2027-05-02,HALF\nc,FR,2027-05-03,CLOSED\n");
        assertThat(ruleset.problems())
                .containsExactly(
                        "holidays.csv!D2: kind OPEN would open hours of legal/fr, and only hours of the ruleset itself can be"
                                + " opened (Maybe CLOSED)",
                        "holidays.csv!D3: kind HALF would open hours of legal/fr, and only hours of the ruleset itself can be"
                                + " opened (Maybe CLOSED)");
    }

    @Test
    void conditionsAndUnusualChannelsAreForRulesets() {
        ruleset.with(
                        "packs/legal/fr/exclusions.csv",
                        "id,kind,a,b,within,when" + AUTHORITY + "a,WITHHOLDS,purpose:MARKETING,,,open_complaint = true"
                                + LAW + "b,NOT_AFTER,TOPUP,purpose:MARKETING,P1D,balance < 5" + LAW)
                .with(
                        "packs/legal/fr/caps.csv",
                        "id,channel,window,length,max" + AUTHORITY + "a,SNS,ROLLING,P1D,1" + LAW);
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/fr/caps.csv!B2: warning: channel \"SNS\" is none that operators usually have (Maybe SMS)",
                        "packs/legal/fr/exclusions.csv!B2: kind WITHHOLDS needs a condition, and a pack knows no attributes"
                                + " (Maybe an own row of the ruleset)",
                        "packs/legal/fr/exclusions.csv!C3: a (\"TOPUP\") must be a selector that says what it is, as there is no"
                                + " catalogue (Maybe campaign:TOPUP)",
                        "packs/legal/fr/exclusions.csv!F3: when must be empty in a pack (A pack knows no attributes)");
    }

    @Test
    void deadlinesHaveALengthAndAUnit() {
        ruleset.with(
                "packs/legal/fr/deadlines.csv",
                "id,days,unit,after" + AUTHORITY + "a,,BUSINESS_DAY,OPT_OUT" + LAW + "b,3,IMMEDIATE,LISTING" + LAW
                        + "c,9999,DAYS,OPTOUT" + LAW + "d,9999,HOUR,LISTING" + LAW);
        assertThat(ruleset.problems())
                .containsExactly(
                        "packs/legal/fr/deadlines.csv!B2: days must not be empty for BUSINESS_DAY (Maybe the unit should be"
                                + " IMMEDIATE)",
                        "packs/legal/fr/deadlines.csv!B3: days (3) must be 0 or empty for IMMEDIATE",
                        "packs/legal/fr/deadlines.csv!B4: days (9999) must be at most 1000",
                        "packs/legal/fr/deadlines.csv!C4: unit (\"DAYS\") must be one of IMMEDIATE, HOUR, CALENDAR_DAY,"
                                + " BUSINESS_DAY, MONTH",
                        "packs/legal/fr/deadlines.csv!D4: after (\"OPTOUT\") must be one of OPT_OUT, LISTING (Maybe OPT_OUT)",
                        "packs/legal/fr/deadlines.csv!B5: days (9999) must be at most 1000");
    }

    @Test
    void aBrokenFileIsToldOnceAndNotForEachTable() {
        ruleset.with("packs/legal/fr/pack.yaml", "name: [fr\n")
                .with("packs/legal/fr/caps.csv", "id,window,length,max" + AUTHORITY + "a,ROLLING,P1D,1,LAW,x,no\n");
        assertThat(ruleset.problems())
                .singleElement()
                .asString()
                .contains("pack.yaml")
                .contains("this is not YAML");
    }
}

package io.tact.rules.tables;

import static io.tact.rules.tables.Broken.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told of the folder, its settings, and files that are no text, word for word. */
class BrokenFilesTest {
    private static final String CAPS = "id,channel,purpose,window,length,max\n";
    private static final String HOURS = "id,channel,days,open,close\n";

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereWhatAndWhatToDo(String file, String text, List<String> expected) {
        assertThat(new SampleRuleset().with(file, text).problems()).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(settings(), folder()).flatMap(List::stream);
    }

    private static List<Arguments> settings() {
        String file = "ruleset.yaml";
        return List.of(
                one(
                        file,
                        "name: x\nzone: Europe/Pariss\n",
                        "ruleset.yaml:line 2: zone (\"Europe/Pariss\") must be an IANA time zone such as"
                                + " Europe/Paris (Maybe Europe/Paris)"),
                one(
                        file,
                        "name: x\nzone: UTC\ncontrolshare: 0.1\n",
                        "ruleset.yaml:line 3: \"controlshare\" is no setting (Maybe controlShare)"),
                one(
                        file,
                        "name: x\nzone: UTC\ncontrolShare: 10\n",
                        "ruleset.yaml:line 3: controlShare (\"10\") must be from 0 to 1 (Maybe 0.1 for 10 %)"),
                one(
                        file,
                        "name: x\nzone: UTC\ncontrolShare: {universal: 0.1, campain: 0.2}\n",
                        "ruleset.yaml:line 3: \"controlShare.campain\" is no setting (Maybe campaign)"),
                one(
                        file,
                        "name: x\nzone: UTC\nincludes: [legal/fr]\n",
                        "ruleset.yaml:line 3: there is no pack \"legal/fr\" (Packs stand in a folder packs, beside the"
                                + " ruleset's folder or above it: there is none)"),
                one(
                        file,
                        "name: x\nzone: UTC\nincludes:\n  - legal/fr\n  - ../fr\n  - legal/fr\nunknownZones: [Paris, UTC, UTC]\n",
                        "ruleset.yaml:line 4: there is no pack \"legal/fr\" (Packs stand in a folder packs, beside the"
                                + " ruleset's folder or above it: there is none)",
                        "ruleset.yaml:line 5: includes (\"../fr\") must be a pack such as legal/fr (Use small letters,"
                                + " digits, - and /)",
                        "ruleset.yaml:line 6: includes names legal/fr twice (Delete one of them)",
                        "ruleset.yaml:line 7: unknownZones (\"Paris\") must be an IANA time zone such as Europe/Paris",
                        "ruleset.yaml:line 7: unknownZones names UTC twice (Delete one of them)"),
                one(
                        file,
                        "name: x\nname: y\nzone: UTC\n",
                        "ruleset.yaml:line 2: name is in line 1 already (Delete one of them)"),
                one(
                        file,
                        "name: x\nzone: [UTC\n",
                        "ruleset.yaml:line 2, column 11: this is not YAML: while parsing a flow sequence"),
                one(
                        file,
                        "- x\n",
                        "ruleset.yaml:line 1: the file must be a map (Begin with a line such as name: telco)"),
                one(
                        file,
                        "name: x\nzone: UTC\nlanguage: french\n",
                        "ruleset.yaml:line 3: language (\"french\") must be a language tag such as fr or fr-CA (Maybe fr)"),
                one(
                        file,
                        "name: x\nzone: UTC\nlanguage: eng\n",
                        "ruleset.yaml:line 3: language (\"eng\") must be a language tag such as fr or fr-CA (Maybe en)"),
                one(
                        file,
                        "name: x\nzone: UTC\nlanguage: qqq-FR\n",
                        "ruleset.yaml:line 3: language (\"qqq-FR\") must be a language tag such as fr or fr-CA"),
                one(file, "name: x\nzone: UTC\nlanguage: fil-PH\n"),
                one(
                        file,
                        "zone: UTC\nreservationTtl: 15\nlanguage: french_fr\nowner: [a]\n",
                        "ruleset.yaml: name is missing (Maybe the name of the folder)",
                        "ruleset.yaml:line 2: reservationTtl (\"15\") must be a length of time such as PT24H"
                                + " or P30D (Maybe P15D for 15 days)",
                        "ruleset.yaml:line 3: language (\"french_fr\") must be a language tag such as fr or fr-CA"
                                + " (Maybe fr-FR)",
                        "ruleset.yaml:line 4: owner must be one value, and not a list"));
    }

    private static List<Arguments> folder() {
        return List.of(
                one(
                        "policy.xlsx",
                        "id\n",
                        "policy.xlsx: the workbook is no workbook (Save it as \"Excel Workbook (*.xlsx)\")"),
                one(
                        "Policy.xlsm",
                        "",
                        "Policy.xlsm: the tables are not read from this workbook (There may be one, saved as \"Excel"
                                + " Workbook (*.xlsx)\": policy.xlsx)"),
                one(
                        "caps.xls",
                        "",
                        "caps.xls: the tables are not read from this workbook (There may be one, saved as \"Excel"
                                + " Workbook (*.xlsx)\": policy.xlsx)"),
                one("deadlines.csv", "id\n", "deadlines.csv: only packs have this table (Take it out of the folder)"),
                one("cap.csv", "id\n", "cap.csv: no table and no rules: this file is not used (Maybe caps.csv)"),
                one(
                        "notes.txt",
                        "id\n",
                        "notes.txt: warning: no table and no rules: this file is not used (Maybe take it out"
                                + " of the folder)"));
    }

    @Test
    void aMissingCatalogueIsOneError() {
        SampleRuleset ruleset = new SampleRuleset()
                .without("catalogue.csv")
                .with("eligibility.csv", "id,campaign,plan in\ne1,TOPUP,PREPAID\ne2,,POSTPAID\n")
                .with("scoring.csv", "id,channel,context\ns1,SMS,2\n")
                .with("exclusions.csv", "id,kind,a,b\nx1,NEVER_TOGETHER,TOPUP,DEVICE\n");
        assertThat(ruleset.problems())
                .containsExactly(
                        "catalogue.csv: is missing, and its treatments are what eligibility.csv and scoring.csv"
                                + " are about (Add one row for each treatment, with its campaign, offer, treatment and channel)");
        assertThat(ruleset.without("eligibility.csv")
                        .with("catalogue.csv", "campaign,offer,treatment,channel\n")
                        .problems())
                .containsExactly("catalogue.csv: has no rows, and its treatments are what scoring.csv is about"
                        + " (Add one row for each treatment, with its campaign, offer, treatment and channel)");
    }

    @Test
    void policyNeedsNoCatalogueIfItSaysWhatItNames() {
        SampleRuleset ruleset = new SampleRuleset()
                .without("catalogue.csv")
                .with("caps.csv", CAPS + "a,MAIL,MARKETING,ROLLING,P7D,1\n")
                .with("exclusions.csv", "id,kind,a,b\nx1,NEVER_TOGETHER,campaign:TOPUP,category:DEVICE\n");
        assertThat(ruleset.problems()).isEmpty();
        assertThat(ruleset.with("exclusions.csv", "id,kind,a,b\nx1,NEVER_TOGETHER,TOPUP,category:DEVICE\n")
                        .problems())
                .containsExactly("exclusions.csv!C2: a (\"TOPUP\") must be a selector that says what it is, as there is"
                        + " no catalogue (Maybe campaign:TOPUP)");
    }

    @Test
    void warnsIfThereIsNothingToDecide() {
        SampleRuleset ruleset = new SampleRuleset().without("catalogue.csv").without("attributes.csv");
        assertThat(ruleset.problems())
                .containsExactly(
                        "ruleset.yaml: warning: there is nothing to decide: the ruleset has no treatment, no policy"
                                + " row and no rule (Add the table catalogue, a policy table such as caps, or a .drl file)");
        assertThat(ruleset.with("sales.drl", "").problems()).isEmpty();
        assertThat(ruleset.without("sales.drl")
                        .with("caps.csv", CAPS + "a,SMS,,ROLLING,P7D,-1\n")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("caps.csv!F2: max");
    }

    @Test
    void whatCannotBeReadIsOneErrorAndNotThatOfTheTablesThatNeedIt() {
        SampleRuleset ruleset = new SampleRuleset()
                .with("eligibility.csv", "id,campaign,plan in,balance <\ne1,TOPUP,PREPAID,500\n")
                .with("scoring.csv", "id,channel,propensity\ns1,SMS,@score\n")
                .with("caps.csv", CAPS + "a,EMAIL,,ROLLING,P7D,1\n")
                .with("exclusions.csv", "id,kind,a,b,when\nx1,NEVER_TOGETHER,TOPUP,DEVICE,open_complaint = true\n");
        String utf16 = " the file looks like UTF-16 and not like UTF-8 (Save it as \"CSV UTF-8\")";
        assertThat(ruleset.with("catalogue.csv", "campaign,offer\nA,B\n".getBytes(StandardCharsets.UTF_16LE))
                        .with("attributes.csv", "name,scope\na,b\n".getBytes(StandardCharsets.UTF_16))
                        .problems())
                .containsExactly("attributes.csv:" + utf16, "catalogue.csv:" + utf16);
        assertThat(ruleset.with("catalogue.csv", "campaign,offer,treatment,chanel\nA,B,C,SMS\n")
                        .with("attributes.csv", "name,scope,type\nplan,PROFILE,\"STRING\n")
                        .problems())
                .hasSize(2)
                .satisfiesExactly(
                        told -> assertThat(told).startsWith("attributes.csv!C2: a quote is opened here"),
                        told -> assertThat(told).startsWith("catalogue.csv!D1: the table catalogue has no column"));
    }

    @Test
    void placesSettingsThatAreNotUtf8() {
        assertThat(new SampleRuleset()
                        .with("ruleset.yaml", "name: x\nowner: José\nzone: UTC\n".getBytes(StandardCharsets.ISO_8859_1))
                        .problems())
                .containsExactly(
                        "ruleset.yaml:line 2, column 11: the text is not valid UTF-8 (Save the file as UTF-8)");
        assertThat(new SampleRuleset()
                        .with("ruleset.yaml", "name: x\nzone: UTC\n".getBytes(StandardCharsets.UTF_16BE))
                        .problems())
                .containsExactly("ruleset.yaml: the file looks like UTF-16 and not like UTF-8 (Save it as UTF-8)");
        assertThat(new SampleRuleset()
                        .with("ruleset.yaml", "\uFEFFname: x\nzone: UTC\n")
                        .problems())
                .isEmpty();
    }

    @Test
    void tellsAllErrorsOfAllFilesAtOnceByPlace() {
        assertThat(new SampleRuleset()
                        .without("ruleset.yaml")
                        .with("caps.csv", CAPS + "a,SMS,,ROLLING,P7D,-1\nb,SMS,,ROLLING,x,-2\n")
                        .with("hours.csv", HOURS + "a,SMS,MON,10:00,10:00\n")
                        .problems())
                .containsExactly(
                        "caps.csv!F2: max (\"-1\") must be 0 or more (Maybe leave the row out if nothing is"
                                + " to be capped)",
                        "caps.csv!E3: length (\"x\") must be a length of time such as PT24H or P30D",
                        "caps.csv!F3: max (\"-2\") must be 0 or more (Maybe leave the row out if nothing is"
                                + " to be capped)",
                        "hours.csv!E2: close (10:00) is the same as open (Maybe 00:00 to 24:00 for the whole day)",
                        "ruleset.yaml: is missing (A ruleset needs it, with at least a name and a zone)");
    }
}

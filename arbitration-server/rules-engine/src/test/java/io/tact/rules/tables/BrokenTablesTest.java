package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told, word for word. */
class BrokenTablesTest {
    private static final String CAPS = "id,channel,purpose,window,length,max\n";
    private static final String HOURS = "id,channel,days,open,close\n";
    private static final String CONSENT = "id,channel,model,valid_for\n";
    private static final String EXCLUSIONS = "id,kind,a,b,within,when\n";

    @Test
    void hasNothingToSayOfASoundRuleset() {
        assertThat(new SampleRuleset().problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereWhatAndWhatToDo(String file, String text, List<String> expected) {
        assertThat(new SampleRuleset().with(file, text).problems()).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(settings(), attributes(), catalogue(), eligibility(), scoring(), caps(), hours(), others())
                .flatMap(List::stream);
    }

    private static Arguments one(String file, String text, String... expected) {
        return Arguments.of(file, text, List.of(expected));
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
                        "ruleset.yaml:line 3: includes is not supported yet (Leave it out: there are no"
                                + " packs yet)"),
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
                        "zone: UTC\nreservationTtl: 15\nlanguage: french_fr\nowner: [a]\n",
                        "ruleset.yaml: name is missing (Maybe the name of the folder)",
                        "ruleset.yaml:line 2: reservationTtl (\"15\") must be a length of time such as PT24H"
                                + " or P30D (Maybe P15D for 15 days)",
                        "ruleset.yaml:line 3: language (\"french_fr\") must be a language tag such as fr or fr-CA",
                        "ruleset.yaml:line 4: owner must be one value, and not a list"));
    }

    private static List<Arguments> attributes() {
        String file = "attributes.csv";
        String title = "name,scope,type,unit,allowed\n";
        return List.of(
                one(
                        file,
                        title + "Plan,PROFILE,STRING,,\n",
                        "attributes.csv!A2: name (\"Plan\") must be a name of at most 64 letters, digits and"
                                + " _, starting with a small letter (Maybe plan)"),
                one(
                        file,
                        title + "plan,PROFIL,TEXT,,\n",
                        "attributes.csv!B2: scope (\"PROFIL\") must be one of PROFILE, CONTEXT (Maybe PROFILE)",
                        "attributes.csv!C2: type (\"TEXT\") must be one of STRING, NUMBER, BOOLEAN, DATE, INSTANT"),
                one(
                        file,
                        title + "plan,PROFILE,STRING,,\nplan,CONTEXT,STRING,,\n",
                        "attributes.csv!A3: name plan is in row 2 already (Every row needs its own)"),
                one(
                        file,
                        title + "plan,PROFILE,BOOLEAN,cents,A|B\n",
                        "attributes.csv!D2: unit is for type NUMBER only, and this is BOOLEAN (Leave the"
                                + " cell empty)",
                        "attributes.csv!E2: allowed is for type STRING only, and this is BOOLEAN (Leave the"
                                + " cell empty)"),
                one(
                        file,
                        title + "plan,PROFILE,STRING,,A||B\n",
                        "attributes.csv!E2: allowed (\"A||B\") has an empty place in its list (Maybe delete"
                                + " one |)"),
                one(
                        file,
                        "name,scope,kind\nplan,PROFILE,STRING\n",
                        "attributes.csv: the column type is missing (Maybe its title in row 1 is misspelt)",
                        "attributes.csv!C1: the table attributes has no column \"kind\" (There are allowed,"
                                + " binding, citation, description, name, note, scope, type, …)"));
    }

    private static List<Arguments> catalogue() {
        String file = "catalogue.csv";
        String title = "campaign,offer,treatment,channel,starts,ends,priority,value,prior\n";
        return List.of(
                one(
                        file,
                        title + "A,O,T,SMS,,,,many,0.1\n",
                        "catalogue.csv!H2: value (\"many\") must be a number such as 12 or -0.5"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,99999999999,0.1\n",
                        "catalogue.csv!H2: value (\"99999999999\") must be a number within ±8000000000"
                                + " (Maybe choose a larger unit)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,0.1234567,0.1\n",
                        "catalogue.csv!H2: value (\"0.1234567\") must be a number with at most six decimal"
                                + " places (Maybe round it)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,\"0,5\",0.1\n",
                        "catalogue.csv!H2: value (\"0,5\") must be a number such as 12 or -0.5 (Maybe 0.5)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1e999999999,0.1\n",
                        "catalogue.csv!H2: value (\"1e999999999\") must be a number within ±8000000000"
                                + " (Maybe choose a larger unit)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,5\n",
                        "catalogue.csv!I2: prior (\"5\") must be from 0 to 1 (Maybe 0.05 for 5 %)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,1.5,1,0.1\n",
                        "catalogue.csv!G2: priority (\"1.5\") must be a whole number within ±2147483647"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,0.1\nA,O,T,PUSH,,,,1,0.1\n",
                        "catalogue.csv!C3: treatment T is in row 2 already (Every row needs its own)"),
                one(
                        file,
                        title + "A,O,T,sms,,,,1,0.1\n",
                        "catalogue.csv!D2: channel (\"sms\") must be a channel such as SMS or CALL_CENTRE"
                                + " (Maybe SMS)"),
                one(file, title + "A,,T,SMS,,,,1,0.1\n", "catalogue.csv!B2: offer must not be empty"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-01-01,2026-02-01,,1,0.1\nA,O,U,PUSH,2026-01-01,2026-03-01,,1,0.1\n",
                        "catalogue.csv!F3: ends (\"2026-03-01\") of campaign A is another in row 2 (It"
                                + " belongs to the campaign: give the same one in each row, or leave the others empty)"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-02-01,2026-01-01,,1,0.1\n",
                        "catalogue.csv!F2: ends is not after starts: campaign A never runs (Maybe they are"
                                + " swapped)"),
                one(
                        file,
                        title + "A,O,T,SMS,01/02/2026,,,1,0.1\n",
                        "catalogue.csv!E2: starts (\"01/02/2026\") must be a date such as 2026-11-23"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-02-01T10:00:00,,,1,0.1\n",
                        "catalogue.csv!E2: starts (\"2026-02-01T10:00:00\") must be a date such as"
                                + " 2026-11-23, or an instant with its offset (Maybe add +01:00 or Z)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,\n",
                        "catalogue.csv!I2: warning: prior is empty: where no propensity is known, treatment"
                                + " T counts as always accepted (Maybe give the share of subscribers who accept, such"
                                + " as 0.05)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,0.1\n\nB,O,U,SMS,,,,1,0.1\n",
                        "catalogue.csv!A3: a blank row in the middle of the table (Maybe delete it: the"
                                + " table goes on in row 4)"));
    }

    private static List<Arguments> eligibility() {
        String file = "eligibility.csv";
        return List.of(
                one(
                        file,
                        "id,campaign,plan in\ne1,TOPPU,PREPAID\n",
                        "eligibility.csv!B2: campaign (\"TOPPU\") is no campaign of the catalogue (Maybe TOPUP)"),
                one(
                        file,
                        "id,campaign,plan in\ne1,DEVICE,PREPAYD|POSTPAID\n",
                        "eligibility.csv!C2: plan in (\"PREPAYD\") must be one of POSTPAID, PREPAID (Maybe"
                                + " PREPAID)"),
                one(
                        file,
                        "id,campaign,offer\ne1,DEVICE,TOPUP-10\n",
                        "eligibility.csv!A2: no treatment of the catalogue is all that the row names (Maybe"
                                + " one of its names belongs to another campaign)"),
                one(
                        file,
                        "id,balance <\ne1,low\n",
                        "eligibility.csv!B2: balance < (\"low\") must be a number such as 12 or -0.5"),
                one(
                        file,
                        "id,balance <\ne1,5 euros\n",
                        "eligibility.csv!B2: balance < (\"5 euros\") must be a number of cents (Maybe"
                                + " convert it from euros)"),
                one(
                        file,
                        "id,plan <,balanse <,balance ~,balance\ne1,A,1,2,3\n",
                        "eligibility.csv!B1: plan is of type STRING and has no order for < (Maybe use = or in)",
                        "eligibility.csv!C1: there is no attribute \"balanse\" (Maybe balance)",
                        "eligibility.csv!D1: \"~\" is no operator (The operators are = != < <= > >= in"
                                + " not-in is-set)",
                        "eligibility.csv!E1: the table eligibility has no column \"balance\", and it is no"
                                + " condition such as \"plan in\" (A condition is an attribute, a blank, and one of ="
                                + " != < <= > >= in not-in is-set)"),
                one(
                        file,
                        "id,plan =\ne1,PREPAID|POSTPAID\n",
                        "eligibility.csv!B2: plan = (\"PREPAID|POSTPAID\") must be one value (Maybe the"
                                + " column should be \"plan in\")"),
                one(
                        file,
                        "id,contract_end <=\ne1,30\ne2,PT5H\ne3,-P30D\n",
                        "eligibility.csv!B2: contract_end <= (\"30\") must be a date such as 2026-11-23",
                        "eligibility.csv!B3: contract_end <= (\"PT5H\") must be whole days such as P30D for"
                                + " a DATE",
                        "eligibility.csv!B4: contract_end <= (\"-P30D\") must be a length of time from now"
                                + " on (Maybe compare a NUMBER attribute of days since then)"),
                one(
                        file,
                        "id,last_topup >\ne1,2026-01-01\n",
                        "eligibility.csv!B2: last_topup > (\"2026-01-01\") must be an instant with its"
                                + " offset such as 2026-11-23T10:00:00+01:00"),
                one(
                        file,
                        "id,open_complaint =\ne1,maybe\n",
                        "eligibility.csv!B2: open_complaint = (\"maybe\") must be yes or no"),
                one(
                        file,
                        "id,plan in\n,PREPAID\ne1,PREPAID\ne1,POSTPAID\n",
                        "eligibility.csv!A2: id must not be empty",
                        "eligibility.csv!A4: id e1 is in row 3 already (Every row needs its own)"),
                one(
                        file,
                        "id,plan in,effective_from,effective_to\ne1,PREPAID,2026-05-02,2026-05-01\n",
                        "eligibility.csv!D2: effective_to (2026-05-01) is before effective_from (2026-05-02)"
                                + " (Maybe they are swapped)"));
    }

    private static List<Arguments> scoring() {
        String file = "scoring.csv";
        return List.of(
                one(
                        file,
                        "id,campaign,propensity\ns1,TOPUP,1.5\n",
                        "scoring.csv!C2: propensity (\"1.5\") must be from 0 to 1 (Maybe 0.015 for 1.5 %)"),
                one(
                        file,
                        "id,campaign,propensity,context\ns1,TOPUP,@plan,\ns2,TOPUP,,@skore\n",
                        "scoring.csv!C2: propensity (\"@plan\") must be a figure, or an attribute of type"
                                + " NUMBER (plan is of type STRING)",
                        "scoring.csv!D3: context: there is no attribute \"skore\" (Maybe score)"),
                one(
                        file,
                        "id,campaign,propensity\ns1,TOPUP,\n",
                        "scoring.csv!A2: the row gives no factor (Fill propensity, context, value or lever)"),
                one(
                        file,
                        "id,campaign,plan =,balance <,context\ns1,TOPUP,PREPAID,,2\ns2,TOPUP,,500,3\n",
                        "scoring.csv!E3: row s2 gives the same context as row s1 (row 2), is as specific,"
                                + " and both may hold (Add a condition to the one that should win, or make their"
                                + " conditions exclude each other)"),
                one(
                        file,
                        "id,campaign,plan =,balance <,balance >=,context\ns1,TOPUP,PREPAID,500,,2\ns2,TOPUP,PREPAID,,500,3\n"),
                one(file, "id,campaign,plan in,context\ns1,TOPUP,PREPAID,2\ns2,TOPUP,POSTPAID,3\n"),
                one(
                        file,
                        "id,campaign,lever\ns1,TOPUP,-101\n",
                        "scoring.csv!C2: lever (\"-101\") must be a percentage of -100 or more"));
    }

    private static List<Arguments> caps() {
        String file = "caps.csv";
        return List.of(
                one(
                        file,
                        CAPS + "sms-week,SMS,MARKETING,ROLLING,P7D,-1\n",
                        "caps.csv!F2: max (\"-1\") must be 0 or more (Maybe leave the row out if nothing is"
                                + " to be capped)"),
                one(
                        file,
                        CAPS + "sms-week,SMS,MARKETING,ROLLING,7,two\n",
                        "caps.csv!E2: length (\"7\") must be a length of time such as PT24H or P30D (Maybe"
                                + " P7D for 7 days)",
                        "caps.csv!F2: max (\"two\") must be a number such as 12 or -0.5"),
                one(
                        file,
                        CAPS + "a,SMS,,ROLLING,P7D,1\na,SMS,,ROLLING,P7D,2\n",
                        "caps.csv!A3: id a is in row 2 already (Every row needs its own)"),
                one(
                        file,
                        CAPS + "a,SNS,MARKTING,SLIDING,P7D,1\n",
                        "caps.csv!B2: channel (\"SNS\") is no channel of the catalogue (Maybe SMS)",
                        "caps.csv!C2: purpose (\"MARKTING\") must be one of EMERGENCY, TRANSACTIONAL,"
                                + " SERVICE, COLLECTIONS, RESEARCH, MARKETING (Maybe MARKETING)",
                        "caps.csv!D2: window (\"SLIDING\") must be one of ROLLING, CALENDAR, GAP"),
                one(
                        file,
                        CAPS + "a,SMS,,ROLLING,P2Y,1\n",
                        "caps.csv!E2: length (\"P2Y\") must be at most 400 days (Maybe a shorter one)"),
                one(
                        file,
                        CAPS + "a,SMS,,CALENDAR,P3D,1\nb,SMS,,GAP,PT1H,2\nc,SMS,,ROLLING,P7D,\n",
                        "caps.csv!E2: length (\"P3D\") must be DAY, WEEK or MONTH for a CALENDAR window"
                                + " (Maybe the window should be ROLLING)",
                        "caps.csv!F3: max (2) of a GAP must be 1 (Leave it empty, or maybe use ROLLING)",
                        "caps.csv!F4: max must not be empty (Only a GAP needs none)"),
                one(
                        file,
                        CAPS + "a,SMS,,ROLLING,P7D,99999999999\n",
                        "caps.csv!F2: max (\"99999999999\") must be a number within ±8000000000 (Maybe"
                                + " choose a larger unit)"),
                one(
                        file,
                        "id,window,length,max,mode,zone_basis\na,ROLLING,P7D,1,SUM(incentive_cost),CET/Paris\n",
                        "caps.csv!E2: mode SUM(incentive_cost) is not supported yet (Only COUNT is)",
                        "caps.csv!F2: zone_basis (\"CET/Paris\") must be an IANA time zone such as Europe/Paris"),
                one(
                        file,
                        "id,window,length,max,campaign,category\na,ROLLING,P7D,1,TOPUPP,RECHARGES|GAMES\n",
                        "caps.csv!E2: campaign (\"TOPUPP\") is no campaign of the catalogue (Maybe TOPUP)",
                        "caps.csv!F2: category (\"RECHARGES\") is no category of the catalogue (Maybe RECHARGE)"),
                one(
                        file,
                        "id,window,length,max,direction,jurisdiction\na,ROLLING,P7D,1,OUT,France\n",
                        "caps.csv!E2: direction (\"OUT\") must be one of OUTBOUND, INBOUND",
                        "caps.csv!F2: jurisdiction (\"France\") must be a jurisdiction such as FR or US-FL"),
                one(
                        file,
                        "id;window;lenght;max\na;ROLLING;P7D;1\n",
                        "caps.csv: the column length is missing (Maybe its title in row 1 is misspelt)",
                        "caps.csv!C1: the table caps has no column \"lenght\" (Maybe length)"),
                one(
                        file,
                        CAPS + "a,SMS,,ROLLING,P7D,1,2\n",
                        "caps.csv!G2: \"2\" stands in a column without a title (Maybe a text with a"
                                + " separator in it needs quotes around it)"));
    }

    private static List<Arguments> hours() {
        String file = "hours.csv";
        return List.of(
                one(
                        file,
                        HOURS + "a,SMS,MON-FRI,10:00,10:00\n",
                        "hours.csv!E2: close (10:00) is the same as open (Maybe 00:00 to 24:00 for the whole day)"),
                one(
                        file,
                        HOURS + "a,SMS,MONDAY,10:00,20:00\n",
                        "hours.csv!C2: days (\"MONDAY\") must be days such as MON-FRI or SAT|SUN (Maybe MON)"),
                one(
                        file,
                        HOURS + "a,SMS,MON|HOLIDAY,10:00,20:00\n",
                        "hours.csv!C2: days: day HOLIDAY is not supported yet (Only MON to SUN are)"),
                one(
                        file,
                        HOURS + "a,SMS,MON,9:00,25:00\n",
                        "hours.csv!D2: open (\"9:00\") must be a time from 00:00 to 24:00 (Maybe 09:00)",
                        "hours.csv!E2: close (\"25:00\") must be a time from 00:00 to 24:00"),
                one(
                        file,
                        HOURS + "a,SMS,MON,24:00,\n",
                        "hours.csv!D2: open (\"24:00\") must be a time from 00:00 to 23:59 (Maybe 00:00 of"
                                + " the next day)",
                        "hours.csv!E2: close must not be empty"),
                one(
                        file,
                        "id,open,close,open2,lifted_by\na,10:00,13:00,14:00,calls-consent\n",
                        "hours.csv!A2: close2 must not be empty where open2 is given",
                        "hours.csv!E2: lifted_by (\"calls-consent\") is not supported yet (Leave the cell empty)"));
    }

    private static List<Arguments> others() {
        return List.of(
                one(
                        "consent.csv",
                        CONSENT + "a,SMS,SOFT_OPT_IN,\nb,SMS,OPTIN,\n",
                        "consent.csv!C2: model SOFT_OPT_IN is not supported yet (Only OPT_IN and OPT_OUT are)",
                        "consent.csv!C3: model (\"OPTIN\") must be one of OPT_IN, OPT_OUT, SOFT_OPT_IN,"
                                + " PROHIBITED, NONE (Maybe OPT_IN)"),
                one(
                        "consent.csv",
                        "id,model,list\na,OPT_OUT,BLOCTEL\n",
                        "consent.csv!C2: list (\"BLOCTEL\") is not supported yet (Leave the cell empty)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,NOT_AFTER,TOPUP,DEVICE,P2D,\n",
                        "exclusions.csv!B2: kind NOT_AFTER is not supported yet (Only NEVER_TOGETHER,"
                                + " ONE_PER and WITHHOLDS are)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,NEVER_TOGETHER,TOPUP,DEVISE,P2D,\n",
                        "exclusions.csv!D2: b (\"DEVISE\") is no campaign, offer or category of the"
                                + " catalogue (Maybe DEVICE or DEVICES)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,NEVER_TOGETHER,colour:RED,TOPUP,,\n",
                        "exclusions.csv!C2: a (\"colour:RED\") must be a selector such as category:DEVICE"
                                + " (The kinds are campaign, offer, treatment, category, channel, purpose, sender)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,WITHHOLDS,open_complaint = perhaps,*,,\n",
                        "exclusions.csv!C2: a (\"perhaps\") must be yes or no"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,WITHHOLDS,TOPUP,,,\n",
                        "exclusions.csv!F2: WITHHOLDS needs a condition, in when or in a (Write one such as"
                                + " open_complaint = true)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS + "a,ONE_PER,subject,b,,plan\n",
                        "exclusions.csv!C2: a (\"subject\") is no campaign, offer or category of the"
                                + " catalogue (Maybe say what it is, such as category:subject)",
                        "exclusions.csv!D2: b must be empty for ONE_PER",
                        "exclusions.csv!F2: when (\"plan\") must be a condition such as open_complaint ="
                                + " true (Several are joined by &; the operators are = != < <= > >= in not-in is-set)"),
                one(
                        "cooloffs.csv",
                        "id\n",
                        "cooloffs.csv: this table is not supported yet (Take it out of the folder)"),
                one("cap.csv", "id\n", "cap.csv: no table and no rules: this file is not used (Maybe caps.csv)"),
                one(
                        "notes.txt",
                        "id\n",
                        "notes.txt: warning: no table and no rules: this file is not used (Maybe take it out"
                                + " of the folder)"));
    }

    @Test
    void aByteOrderMarkSemicolonsAndBlankRowsAtTheEndAreFine() {
        List<io.tact.ruleset.Problem> problems = new ArrayList<>();
        ParsedRuleset parsed = new SampleRuleset()
                .with("caps.csv", "\uFEFFID;Window;Length;MAX\r\nweek;ROLLING;P7D;3\r\n;;;\r\n\r\n")
                .parse(problems);
        assertThat(problems).isEmpty();
        assertThat(parsed.policy()).hasSize(1);
    }

    @Test
    void anAmbiguousNameMustSayWhatItIs() {
        assertThat(new SampleRuleset()
                        .with("catalogue.csv", "campaign,offer,treatment,channel,prior\nA,A,T,SMS,0.1\nB,C,U,SMS,0.1\n")
                        .with("exclusions.csv", EXCLUSIONS + "a,NEVER_TOGETHER,A,B,,\n")
                        .problems())
                .containsExactly(
                        "exclusions.csv!C2: a (\"A\") names more than one thing: campaign, offer (Say which, such as"
                                + " campaign:A)");
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

package io.tact.rules.tables;

import static io.tact.rules.tables.Broken.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told of policy tables other than caps and hours, word for word. */
class BrokenPolicyTest {
    private static final String CONSENT = "id,channel,model,valid_for\n";
    private static final String EXCLUSIONS = "id,kind,a,b,within,when\n";

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereWhatAndWhatToDo(String file, String text, List<String> expected) {
        assertThat(new SampleRuleset().with(file, text).problems()).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(consentAndExclusions(), rest()).flatMap(List::stream);
    }

    private static List<Arguments> rest() {
        return List.of(
                one(
                        "budgets.csv",
                        "id,period,max,zone\na,WEEK,1,\nb,HOUR,-1,Europe/Pari\nc,TOTAL,5,Europe/Paris\nd,DAY,,\n",
                        "budgets.csv!B2: period (\"WEEK\") must be one of HOUR, DAY, TOTAL",
                        "budgets.csv!C3: max (\"-1\") must be 0 or more (Maybe 0, to grant nothing)",
                        "budgets.csv!D3: zone (\"Europe/Pari\") must be an IANA time zone such as Europe/Paris (Maybe"
                                + " Europe/Paris)",
                        "budgets.csv!D4: zone must be empty for TOTAL, which does not end with a day (Maybe leave it empty)",
                        "budgets.csv!C5: max must not be empty"),
                one(
                        "caps.csv",
                        "id,window,length,max,key,mode\na,ROLLING,P7D,1.5,ALL|PER_OFFER,COUNTS\n"
                                + "b,ROLLING,P7D,-1,PER_SENDERS,SUM(cost)\nc,GAP,PT1H,,,DISTINCT_OFFERS\n"
                                + "d,ROLLING,P7D,-0.5,,SUM(value)\n",
                        "caps.csv!D2: max (\"1.5\") must be a whole number within ±2147483647",
                        "caps.csv!E2: key: ALL must stand alone (Delete it, or everything else)",
                        "caps.csv!F2: mode (\"COUNTS\") must be one of COUNT, DISTINCT_CHANNELS, DISTINCT_OFFERS,"
                                + " SUM(CONTACT_COST), SUM(INCENTIVE_COST), SUM(VALUE) (Maybe COUNT)",
                        "caps.csv!D3: max (\"-1\") must be 0 or more (Maybe leave the row out if nothing is to be capped)",
                        "caps.csv!E3: key (\"PER_SENDERS\") must be ALL or of PER_SENDER, PER_CAMPAIGN, PER_OFFER,"
                                + " PER_CATEGORY, PER_SUBJECT (Maybe PER_SENDER)",
                        "caps.csv!F3: mode (\"SUM(cost)\") must be one of COUNT, DISTINCT_CHANNELS, DISTINCT_OFFERS,"
                                + " SUM(CONTACT_COST), SUM(INCENTIVE_COST), SUM(VALUE)",
                        "caps.csv!F4: mode (\"DISTINCT_OFFERS\") of a GAP must be COUNT (Maybe use ROLLING)",
                        "caps.csv!D5: max (\"-0.5\") must be 0 or more"),
                one(
                        "caps.csv",
                        "id,window,length,max,effective_from,effective_to,binding,verified\n"
                                + "a,ROLLING,P7D,1,2026-01-01,,STATUTE,maybe\na,ROLLING,P7D,2,2026-06-01,2026-05-01,,\n"
                                + "b,ROLLING,P7D,1,,2026-06-01,,\nb,ROLLING,P7D,2,2026-06-01,,,\n",
                        "caps.csv!G2: binding (\"STATUTE\") must be one of LAW, CODE, CARRIER, PLATFORM, REGULATOR_POLICY,"
                                + " DRAFT, OPERATOR",
                        "caps.csv!H2: verified (\"maybe\") must be yes or no",
                        "caps.csv!A3: id a is in row 2 already, in force on the same days (Maybe let the earlier one end on the"
                                + " day before the later one)",
                        "caps.csv!F3: effective_to (2026-05-01) is before effective_from (2026-06-01) (Maybe they are"
                                + " swapped)",
                        "caps.csv!A5: id b is in row 4 already, in force on the same days (Maybe let the earlier one end on the"
                                + " day before the later one)"),
                one(
                        "hours.csv",
                        "id,days,open,close,open2,close2,kind,channel\na,MON,10:00,14:00,13:00,18:00,,SMS\n"
                                + "b,MON,,,14:00,18:00,,SMS\nc,MON,,,,,QUIET,SMS\nd,,,,,,,SMS\n"
                                + "e,MON-FRY,10:00,12:00,,,,SMS\nf,HOLYDAY,10:00,12:00,,,,SMS\n"
                                + "g,SUN,22:00,02:00,01:00,03:00,,SMS\n",
                        "hours.csv!E2: open2 to close2 overlaps open to close (Maybe they are one: from the first to the last)",
                        "hours.csv!C3: open must not be empty where open2 is given",
                        "hours.csv!C4: open must not be empty for QUIET (Maybe 00:00, and 24:00 for close)",
                        "hours.csv!C5: the row says neither days nor times (An ALLOW row with days and no times closes them)",
                        "hours.csv!B6: days (\"MON-FRY\") must be days such as MON-FRI, SAT|SUN or HOLIDAY (Maybe FRI)",
                        "hours.csv!B7: days (\"HOLYDAY\") must be days such as MON-FRI, SAT|SUN or HOLIDAY (Maybe HOLIDAY)"),
                one(
                        "hours.csv",
                        "id,days,open,close,calendar,channel,jurisdiction\na,HOLIDAY,,,FR,SMS,\nb,MON,10:00,12:00,US-LA,SMS,\n"
                                + "c,HOLIDAY,,,XX,PUSH,\nd,HOLIDAY_EVE,,,,PUSH,US-TX\ne,MON,10:00,12:00,Paris,PUSH,\n",
                        "hours.csv!E3: the row is kept by the calendar US-LA, and hours#a, which is part of the same timetable,"
                                + " by FR (Rows of one timetable need the same calendar)",
                        "hours.csv!E4: calendar (\"XX\") is no calendar that is known (Add its days to the table holidays)",
                        "hours.csv!B5: days name holidays: calendar (\"US-TX\") is no calendar that is known (Add its days to"
                                + " the table holidays, or maybe US)",
                        "hours.csv!E6: calendar (\"Paris\") must be a jurisdiction such as FR or US-FL"),
                one(
                        "holidays.csv",
                        "id,calendar,date,kind,region\na,FR,2027-01-01,,US-LA\nb,FR,1 May,SHUT,\nc,FR,2027-05-01,,\n"
                                + "c,FR,2027-05-01,OPEN,\nd,France,2027-05-02,,\ne,FR,2027-12-26,CLOSED,FR-67\n",
                        "holidays.csv!E2: region (\"US-LA\") must be a part of FR, such as FR-1 (Maybe the calendar should be"
                                + " another)",
                        "holidays.csv!C3: date (\"1 May\") must be a date such as 2026-11-23",
                        "holidays.csv!D3: kind (\"SHUT\") must be one of CLOSED, OPEN, HALF",
                        "holidays.csv!B4: warning: no hours are kept by the calendar FR (Maybe take the row out)",
                        "holidays.csv!A5: id c is in row 4 already (Every row needs its own)",
                        "holidays.csv!B6: calendar (\"France\") must be a jurisdiction such as FR or US-FL",
                        "holidays.csv!B7: warning: no hours are kept by the calendar FR-67 (Maybe take the row out)"),
                one(
                        "holidays.csv",
                        "id,calendar,date\na,FR,2027-05-01\nb,FR,2027-05-01\n",
                        "holidays.csv!B2: warning: no hours are kept by the calendar FR (Maybe take the row out)",
                        "holidays.csv!C3: date 2027-05-01 of that calendar is in row 2 already (Delete one)"),
                one(
                        "cooloffs.csv",
                        "id,outcomes,times,within,length,start,applies_to\na,REFUSED|NO,0,,P60D,LATER,SAME_PERSON\n"
                                + "b,CONVERSATION,,P7D,INDEFINITE,,\nc,BUSY|NO_ANSWER,3,,P401D,,\nd,,2,P30D,,,\n"
                                + "e,REFUSED,2,P401D,P36500D,,\nf,REFUSED,2,,INDEFINITE,,\n",
                        "cooloffs.csv!B2: outcomes (\"NO\") must be one of SENT, DELIVERED, FAILED, READ, CLICKED, NO_ANSWER,"
                                + " BUSY, VOICEMAIL, CONVERSATION, ACCEPTED, REFUSED, LATER, OPTED_OUT, COMPLAINED, OBJECTED,"
                                + " TERMINATED, NO_RESPONSE",
                        "cooloffs.csv!C2: times (\"0\") must be 1 or more",
                        "cooloffs.csv!F2: start (\"LATER\") must be one of INSTANT, NEXT_DAY, EVENT_DAY",
                        "cooloffs.csv!G2: applies_to (\"SAME_PERSON\") must be ALL or of SAME_SENDER, SAME_OFFER,"
                                + " SAME_CAMPAIGN, SAME_CATEGORY, SAME_SUBJECT, SAME_CHANNEL, SAME_LINE",
                        "cooloffs.csv!D3: within must be empty where times is 1 (Maybe give times: how many of the outcomes it"
                                + " takes)",
                        "cooloffs.csv!E3: length INDEFINITE is longer than CONVERSATION is remembered (Maybe a row of its own"
                                + " for it, with at most P400D)",
                        "cooloffs.csv!D4: within must not be empty where times is 3: BUSY, NO_ANSWER is remembered for 400 days"
                                + " only (Maybe P30D)",
                        "cooloffs.csv!E4: length (\"P401D\") must be at most 400 days (Maybe a shorter one)",
                        "cooloffs.csv!B5: outcomes must not be empty",
                        "cooloffs.csv!E5: length must not be empty",
                        "cooloffs.csv!D6: within (\"P401D\") must be at most 400 days (Maybe a shorter one)"),
                one(
                        "exemptions.csv",
                        "id,relation,valid_for,lifts,counts_toward_caps\na,,P1Y,HOURS,\nb,CUSTOMER,,,yes\n"
                                + "c,,,HOUR|holidays#x|hours#y,perhaps\n",
                        "exemptions.csv!C2: valid_for must be empty where relation is (Maybe name the relation: it counts that"
                                + " long after its end)",
                        "exemptions.csv!B3: relation (\"CUSTOMER\") must be one of EXISTING_CUSTOMER, OWN_SIMILAR_PRODUCT,"
                                + " ONGOING_CONTRACT, EXPRESS_REQUEST",
                        "exemptions.csv!D3: the row exempts from nothing (Fill lifts, or counts_toward_caps with no)",
                        "exemptions.csv!D4: lifts (\"HOUR\") must be one of HOURS, CAPS, COOLOFFS, CONSENT, LISTS, EXCLUSIONS,"
                                + " or a row such as hours#night (Maybe HOURS)",
                        "exemptions.csv!E4: counts_toward_caps (\"perhaps\") must be yes or no"),
                one(
                        "exemptions.csv",
                        "id,lifts\na,holidays#x\nb,hours#y\n",
                        "exemptions.csv!B2: lifts (\"holidays#x\") must be a row of one of the tables caps, consent, cooloffs,"
                                + " exclusions, hours (Maybe hours#x)",
                        "exemptions.csv!B3: lifts (\"hours#y\") is no row of this ruleset"));
    }

    @Test
    void whoLiftsAPartOfATimetableIsToldThatItLiftsNothing() {
        assertThat(new SampleRuleset()
                        .with(
                                "hours.csv",
                                "id,channel,days,open,close,kind\nweek,SMS,MON-FRI,10:00,20:00,\nsat,SMS,SAT,10:00,12:00,\n"
                                        + "sun,SMS,SUN,10:00,12:00,\nnight,SMS,,22:00,06:00,QUIET\n")
                        .with(
                                "exemptions.csv",
                                "id,lifts\na,hours#week|hours#night\nb,hours#week|HOURS\nc,hours#night\n")
                        .problems())
                .containsExactly(
                        "exemptions.csv!B2: lifts only a part of a timetable, and so nothing of it: hours#sat, hours#sun"
                                + " belong to it (Name them all)");
    }

    private static List<Arguments> consentAndExclusions() {
        return List.of(
                one(
                        "consent.csv",
                        CONSENT + "a,SMS,SOFT_OPT_IN,\nb,SMS,OPTIN,\n",
                        "consent.csv!C3: model (\"OPTIN\") must be one of OPT_IN, OPT_OUT, SOFT_OPT_IN,"
                                + " PROHIBITED, NONE (Maybe OPT_IN)"),
                one(
                        "consent.csv",
                        "id,model,list_max_age,list_lifted_by\na,OPT_OUT,P1M,CONSENT\n",
                        "consent.csv!C2: list_max_age must be empty where list is (Maybe name the list)",
                        "consent.csv!D2: list_lifted_by must be empty where list is (Maybe name the list)"),
                one(
                        "consent.csv",
                        "id,model,special,soft_for,valid_for,list\na,PROHIBITED,NIGHT,EXPRESS_REQUEST,P1Y,BLOCTEL\n"
                                + "b,SOFT_OPT_IN,AUTOMATED,CUSTOMER,P1Y,\nc,NONE,,,P1Y,two words\n",
                        "consent.csv!C2: special must be empty for model PROHIBITED (Only OPT_IN asks for a special consent)",
                        "consent.csv!D2: soft_for must be empty for model PROHIBITED (Maybe the model should be"
                                + " SOFT_OPT_IN)",
                        "consent.csv!E2: valid_for must be empty for model PROHIBITED (It asks for no consent)",
                        "consent.csv!F2: list must be empty for model PROHIBITED (It allows nobody, on a list or not)",
                        "consent.csv!C3: special must be empty for model SOFT_OPT_IN (Only OPT_IN asks for a special"
                                + " consent)",
                        "consent.csv!D3: soft_for (\"CUSTOMER\") must be one of EXISTING_CUSTOMER, OWN_SIMILAR_PRODUCT,"
                                + " ONGOING_CONTRACT, EXPRESS_REQUEST",
                        "consent.csv!E4: valid_for must be empty for model NONE (It asks for no consent)",
                        "consent.csv!F4: list (\"two words\") must be an id of at most 64 letters, digits and . _ / + -"
                                + " (Maybe two-words)"),
                one(
                        "consent.csv",
                        CONSENT + "a,WHATSAP,OPT_IN,P2Y\n",
                        "consent.csv!B2: warning: the catalogue has no channel \"WHATSAP\" (Maybe WHATSAPP; else the row binds"
                                + " only messages that are not in it)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS
                                + "a,NOT_AFTER,TOPUP,DEVICE,,\nb,NOT_AFTER,TOPUP,,P2D,\nc,ONLY_AFTER,TOPUP,TOPUP,P401D,\n",
                        "exclusions.csv!E2: within must not be empty for NOT_AFTER (Maybe P7D: how long a is withheld"
                                + " after b)",
                        "exclusions.csv!D3: b must not be empty for NOT_AFTER (Name the other side, such as"
                                + " category:DEVICE)",
                        "exclusions.csv!D4: b is the same as a: there could never be a first one (Name what must come"
                                + " before)",
                        "exclusions.csv!E4: within (\"P401D\") must be at most 400 days (Maybe a shorter one)"),
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
                        EXCLUSIONS + "a,NEVER_TOGETHER,campaign:TOPPUP,offer:PHONES,,\nb,ONE_PER,channel:FAX,,,\n"
                                + "c,NEVER_TOGETHER,treatment:TOPUP-SNS,sender:partner,,\nd,ONE_PER,category:,,,\n",
                        "exclusions.csv!C2: warning: the catalogue has no campaign \"TOPPUP\" (Maybe TOPUP; else the row"
                                + " binds only messages that are not in it)",
                        "exclusions.csv!D2: warning: the catalogue has no offer \"PHONES\" (Maybe PHONE; else the row binds"
                                + " only messages that are not in it)",
                        "exclusions.csv!C3: warning: the catalogue has no channel \"FAX\" (The row binds only messages that"
                                + " are not in it)",
                        "exclusions.csv!C4: warning: the catalogue has no treatment \"TOPUP-SNS\" (Maybe TOPUP-SMS; else the"
                                + " row binds only messages that are not in it)",
                        "exclusions.csv!C5: a (\"category:\") must be a selector such as category:DEVICE (Write a name after"
                                + " the colon)"),
                one(
                        "exclusions.csv",
                        EXCLUSIONS
                                + "a,WITHHOLDS,open_complaint == true,*,,\nb,WITHHOLDS,*,,,balance => 5 && score > 1\n"
                                + "c,WITHHOLDS,*,,,plan is not PREPAID\nd,WITHHOLDS,*,,,balance =< 5\n",
                        "exclusions.csv!C2: a: \"==\" is no operator (Maybe =; the operators are = != < <= > >= in not-in is-set)",
                        "exclusions.csv!F3: when (\"balance => 5 && score > 1\") must be conditions joined by & (Maybe"
                                + " balance => 5 & score > 1)",
                        "exclusions.csv!F4: when: \"is not\" is no operator (Maybe !=; the operators are = != < <= > >= in"
                                + " not-in is-set)",
                        "exclusions.csv!F5: when: \"=<\" is no operator (Maybe <=; the operators are = != < <= > >= in"
                                + " not-in is-set)"),
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
                                + " true (Several are joined by &; the operators are = != < <= > >= in not-in is-set)"));
    }

    @Test
    void warnsOfASenderOnlyWhereTheCatalogueNamesSenders() {
        SampleRuleset ruleset =
                new SampleRuleset().with("caps.csv", "id,sender,window,length,max\na,partner,ROLLING,P7D,1\n");
        assertThat(ruleset.problems()).isEmpty();
        assertThat(ruleset.with(
                                "catalogue.csv",
                                "campaign,offer,treatment,channel,prior,sender\nA,O,T,SMS,0.1,Partner\n")
                        .problems())
                .containsExactly(
                        "caps.csv!B2: warning: the catalogue has no sender \"partner\" (Maybe Partner; else the row"
                                + " binds only messages that are not in it)");
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
}

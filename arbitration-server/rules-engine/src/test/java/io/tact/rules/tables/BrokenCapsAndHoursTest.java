package io.tact.rules.tables;

import static io.tact.rules.tables.Broken.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told of caps and hours, word for word. */
class BrokenCapsAndHoursTest {
    private static final String CAPS = "id,channel,purpose,window,length,max\n";
    private static final String HOURS = "id,channel,days,open,close\n";

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereWhatAndWhatToDo(String file, String text, List<String> expected) {
        assertThat(new SampleRuleset().with(file, text).problems()).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(caps(), hours()).flatMap(List::stream);
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
                        "caps.csv!B2: warning: the catalogue has no channel \"SNS\" (Maybe SMS; else the row binds only messages"
                                + " that are not in it)",
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
                        "caps.csv!E2: length (\"P3D\") must be DAY (or P1D), WEEK (P1W or P7D) or MONTH (P1M) for a"
                                + " CALENDAR window (Maybe the window should be ROLLING)",
                        "caps.csv!F3: max (2) of a GAP must be 1 (Leave it empty, or maybe use ROLLING)",
                        "caps.csv!F4: max must not be empty (Only a GAP needs none)"),
                one(
                        file,
                        CAPS + "a,SMS,,ROLLING,P7D,99999999999\n",
                        "caps.csv!F2: max (\"99999999999\") must be a number within ±8000000000 (Maybe"
                                + " choose a larger unit)"),
                one(
                        file,
                        "id,window,length,max,mode,zone_basis\na,ROLLING,P7D,1.5,SUM(incentive_cost),CET/Paris\n",
                        "caps.csv!F2: zone_basis (\"CET/Paris\") must be an IANA time zone such as Europe/Paris"),
                one(
                        file,
                        "id,window,length,max,campaign,category\na,ROLLING,P7D,1,TOPUPP,RECHARGES|GAMES\n",
                        "caps.csv!E2: warning: the catalogue has no campaign \"TOPUPP\" (Maybe TOPUP; else the row binds only"
                                + " messages that are not in it)",
                        "caps.csv!F2: warning: the catalogue has no category \"GAMES\" (The row binds only messages that are"
                                + " not in it)",
                        "caps.csv!F2: warning: the catalogue has no category \"RECHARGES\" (Maybe RECHARGE; else the row"
                                + " binds only messages that are not in it)"),
                one(
                        file,
                        "id,window,length,max,channel,offer,sender\na,ROLLING,P7D,1,WHATSAPP|EMAILS,TOPUP-11,partner\n",
                        "caps.csv!E2: warning: the catalogue has no channel \"EMAILS\" (Maybe EMAIL; else the row binds only"
                                + " messages that are not in it)",
                        "caps.csv!E2: warning: the catalogue has no channel \"WHATSAPP\" (The row binds only messages that are"
                                + " not in it)",
                        "caps.csv!F2: warning: the catalogue has no offer \"TOPUP-11\" (Maybe TOPUP-10; else the row binds"
                                + " only messages that are not in it)"),
                one(file, CAPS + "a,SMS,,CALENDAR,P1D,1\nb,SMS,,CALENDAR,P1W,1\nc,SMS,,CALENDAR,month,1\n"),
                one(
                        file,
                        CAPS + "a,SMS,,CALENDAR,P30D,1\nb,SMS,,ROLLING,DAY,1\nc,SMS,,GAP,week,\n",
                        "caps.csv!E2: length (\"P30D\") must be DAY (or P1D), WEEK (P1W or P7D) or MONTH (P1M) for a"
                                + " CALENDAR window (Maybe the window should be ROLLING)",
                        "caps.csv!E3: length (\"DAY\") must be a length of time such as PT24H or P30D for a ROLLING window"
                                + " (Maybe the window should be CALENDAR)",
                        "caps.csv!E4: length (\"week\") must be a length of time such as PT24H or P30D for a GAP window"
                                + " (Maybe the window should be CALENDAR)"),
                one(
                        file,
                        "id,window,length,max,direction,jurisdiction\na,ROLLING,P7D,1,OUT,France\n",
                        "caps.csv!E2: direction (\"OUT\") must be one of OUTBOUND, INBOUND",
                        "caps.csv!F2: jurisdiction (\"France\") must be a jurisdiction such as FR or US-FL"),
                one(
                        file,
                        "id;window;lenght;max\na;ROLLING;P7D;1\n",
                        "caps.csv!C1: the table caps has no column \"lenght\" (Maybe length. The columns are id, level, channel,"
                                + " purpose, category, subject, sender, sender_class, campaign, offer, window, length,"
                                + " zone_basis, max, counts, key, mode, jurisdiction, direction, effective_from,"
                                + " effective_to, binding, citation, verified, source, note)"),
                one(
                        file,
                        "id,length,max\na,P7D,1\n",
                        "caps.csv: the column window is missing (Maybe its title in row 1 is misspelt)"),
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
                        "hours.csv!C2: days (\"MONDAY\") must be days such as MON-FRI, SAT|SUN or HOLIDAY (Maybe MON)"),
                one(
                        file,
                        HOURS + "a,SMS,MON|HOLIDAY,10:00,20:00\n",
                        "hours.csv!C2: days name holidays, and neither calendar nor jurisdiction says whose (Fill calendar, with"
                                + " a country such as FR or a part of one such as US-LA)"),
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
                        "hours.csv!E2: close must not be empty where open is given"),
                one(
                        file,
                        HOURS + "a,USSD,MON-FRI,10:00,20:00\n",
                        "hours.csv!B2: warning: the catalogue has no channel \"USSD\" (The row binds only messages that are not"
                                + " in it)"),
                one(
                        file,
                        "id,open,close,open2,lifted_by\na,10:00,13:00,14:00,calls-consent\n",
                        "hours.csv!A2: close2 must not be empty where open2 is given",
                        "hours.csv!E2: lifted_by (\"calls-consent\") must be one of OUTSIDE_HOURS, NIGHT, AUTOMATED"));
    }
}

package io.tact.rules.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of a row is what the row does, defaults included. */
class RowWordsTest {
    private static final String LAW = ",LAW,Art. 1,yes\n";

    private final PackFolder shelf;

    RowWordsTest(@TempDir Path folder) {
        this.shelf = new PackFolder(folder);
    }

    @BeforeEach
    void writePack() throws IOException {
        shelf.pack("legal/fr", "LAW", "");
    }

    private Map<String, String> words(String table, String columns, String... rows) throws IOException {
        StringBuilder text = new StringBuilder(columns).append(",binding,citation,verified\n");
        for (String row : rows) {
            text.append(row).append(LAW);
        }
        return shelf.write("legal/fr/" + table + ".csv", text.toString()).words();
    }

    @Test
    void hoursSayDaysTimesClockAndHolidays() throws IOException {
        assertThat(words(
                        "hours",
                        "id,channel,purpose,days,open,close,open2,close2,kind,zone_basis,calendar,lifted_by",
                        "week,CALL_CENTRE,MARKETING,MON-FRI,10:00,13:00,14:00,20:00,,SUBSCRIBER,FR,OUTSIDE_HOURS",
                        "day-off,CALL_CENTRE,MARKETING,HOLIDAY,,,,,,SUBSCRIBER,FR,OUTSIDE_HOURS",
                        "text,SMS,MARKETING,MON|TUE|SAT,08:00,24:00,,,,Europe/Paris,,",
                        "text-holiday,SMS,MARKETING,HOLIDAY,10:00,12:00,,,,Europe/Paris,FR,",
                        "night,EMAIL|SMS,,MON-SUN,22:00,07:00,,,QUIET,SUBSCRIBER,,NIGHT"))
                .containsEntry(
                        "hours#week",
                        "Live calls for marketing: Monday to Friday 10:00–13:00 and 14:00–20:00 on the subscriber's clock; "
                                + "closed on holidays (FR). Closed at all other times. Does not bind for who gave consent to be "
                                + "contacted outside the hours.")
                .containsEntry(
                        "hours#day-off",
                        "Live calls for marketing: closed on holidays (FR) on the subscriber's clock. Does not bind for who "
                                + "gave consent to be contacted outside the hours.")
                .containsEntry(
                        "hours#text",
                        "SMS for marketing: Monday and Tuesday and Saturday 08:00–24:00 on the clock of Europe/Paris; for "
                                + "holidays (FR) see hours#text-holiday. Closed at all other times but those of "
                                + "hours#text-holiday.")
                .containsEntry(
                        "hours#text-holiday",
                        "SMS for marketing: on holidays (FR) 10:00–12:00 on the clock of Europe/Paris. Closed at all other "
                                + "times but those of hours#text.")
                .containsEntry(
                        "hours#night",
                        "SMS and e-mail: closed every day 22:00–07:00 (the next day) on the subscriber's clock. Does not bind "
                                + "for who gave consent to be contacted at night.");
    }

    @Test
    void hoursOfAnotherTimeDoNotOpenThisOne() throws IOException {
        assertThat(words(
                        "hours",
                        "id,channel,days,open,close,zone_basis,effective_from,effective_to",
                        "old,SMS,MON-FRI,08:00,20:00,SUBSCRIBER,,2026-12-31",
                        "new,SMS,SAT,08:00,20:00,SUBSCRIBER,2027-01-01,"))
                .containsEntry(
                        "hours#old",
                        "SMS: Monday to Friday 08:00–20:00 on the subscriber's clock. Closed at all other times.");
    }

    @Test
    void holidaysSayWhatBecomesOfADay() throws IOException {
        shelf.write("legal/fr/consent.csv", "id,model,binding,citation,verified\nyes,OPT_IN,LAW,Art. 1,yes\n");
        assertThat(words(
                        "holidays",
                        "id,calendar,region,date,name,kind",
                        "a,FR,,2027-03-26,Good Friday,CLOSED",
                        "b,FR,FR-67,2027-05-01,,OPEN",
                        "c,FR,,2027-12-24,Christmas Eve,HALF"))
                .containsEntry("holidays#a", "2027-03-26 (Good Friday) is a holiday in the calendar FR.")
                .containsEntry("holidays#b", "2027-05-01 is no holiday in the calendar FR-67.")
                .containsEntry(
                        "holidays#c",
                        "2027-12-24 (Christmas Eve) is half a day in the calendar FR: allowed hours end at 12:00.");
    }

    @Test
    void capsSayHowMuchInWhichTimeAndForWhom() throws IOException {
        assertThat(words(
                        "caps",
                        "id,level,channel,purpose,window,length,zone_basis,max,counts,key,mode",
                        "month,SUBSCRIBER,CALL_CENTRE,MARKETING,ROLLING,P30D,,4,ATTEMPTS,,",
                        "day,LINE,IVR,,CALENDAR,DAY,Asia/Dubai,1,UNANSWERED,PER_SENDER|PER_SUBJECT,",
                        "apart,ACCOUNT,SMS,,GAP,PT12H,,,SENT,ALL,",
                        "none,SUBSCRIBER,FAX,,ROLLING,P1D,,0,,,",
                        "ways,SUBSCRIBER,,COLLECTIONS,CALENDAR,WEEK,,2,,,DISTINCT_CHANNELS",
                        "sum,SUBSCRIBER,,,CALENDAR,MONTH,,2.5,,,SUM(incentive_cost)"))
                .containsEntry(
                        "caps#month",
                        "Live calls for marketing: at most 4 attempts in any 30 days to one subscriber on the subscriber's "
                                + "clock, for each sender by itself.")
                .containsEntry(
                        "caps#day",
                        "Automatic calls: at most 1 unanswered attempt in a calendar day to one line on the clock of "
                                + "Asia/Dubai, for each sender and subject by itself.")
                .containsEntry(
                        "caps#apart",
                        "SMS: at least 12 hours between two contacts that did not fail to one account, all senders together.")
                .containsEntry(
                        "caps#none",
                        "Fax: no attempt in any 1 day to one subscriber on the subscriber's clock, for each sender by itself.")
                .containsEntry(
                        "caps#ways",
                        "Messages on any channel for debt collection: at most 2 different channels in a week from Monday to "
                                + "Sunday to one subscriber on the subscriber's clock, for each sender by itself.")
                .containsEntry(
                        "caps#sum",
                        "Messages on any channel: at most 2.5 units of incentive cost in a calendar month to one subscriber "
                                + "on the subscriber's clock, for each sender by itself.");
    }

    @Test
    void consentSaysWhatMustHaveBeenAgreed() throws IOException {
        assertThat(words(
                        "consent",
                        "id,channel,category,model,valid_for,special,soft_for,list,list_max_age,list_lifted_by",
                        "yes,SMS,,OPT_IN,P2Y,,,,,",
                        "robot,IVR,,OPT_IN,,AUTOMATED,,,,",
                        "no,EMAIL,,OPT_OUT,,,,,,",
                        "list,CALL_CENTRE,,OPT_OUT,,,,DNC,P31D,CONSENT",
                        "soft,MMS,,SOFT_OPT_IN,,,,,,",
                        "never,SMS,SOLAR,PROHIBITED,,,,,,",
                        "free,PUSH,,NONE,,,,,,"))
                .containsEntry("consent#yes", "SMS: only with consent that is not older than 2 years.")
                .containsEntry(
                        "consent#robot", "Automatic calls: only with the special consent to automatic calls and texts.")
                .containsEntry("consent#no", "E-mail: allowed unless the person refused.")
                .containsEntry(
                        "consent#list",
                        "Live calls: allowed unless the person refused. Not to who is on the do-not-call list DNC without "
                                + "consent; if it is not loaded or older than 31 days, nothing is sent without consent.")
                .containsEntry(
                        "consent#soft",
                        "MMS: only with consent, or, as long as nothing was refused, to who bought a similar product of the "
                                + "sender's own.")
                .containsEntry("consent#never", "SMS about SOLAR: not allowed at all.")
                .containsEntry("consent#free", "Push messages: no consent is needed.");
    }

    @Test
    void cooloffsSayAfterWhatForHowLongAndCountedFromWhen() throws IOException {
        assertThat(words(
                        "cooloffs",
                        "id,channel,purpose,outcomes,trigger_channel,times,within,applies_to,length,start",
                        "sixty,CALL_CENTRE,MARKETING,REFUSED|OPTED_OUT,,,,,P60D,NEXT_DAY",
                        "week,CALL_CENTRE,COLLECTIONS,CONVERSATION,,,,SAME_SUBJECT,P7D,EVENT_DAY",
                        "ever,SMS,,OBJECTED,CALL_CENTRE,,,ALL,INDEFINITE,",
                        "thrice,SMS,,NO_ANSWER,IVR,3,P30D,,PT48H,"))
                .containsEntry(
                        "cooloffs#sixty",
                        "Live calls for marketing with the same sender: none for 60 days after a refusal or an opt-out, "
                                + "counted from the day after.")
                .containsEntry(
                        "cooloffs#week",
                        "Live calls for debt collection with the same subject: none for 7 days after a conversation, that day "
                                + "being the first.")
                .containsEntry(
                        "cooloffs#ever",
                        "SMS by any sender: none after an objection to further contact on live calls, until the person "
                                + "consents anew.")
                .containsEntry(
                        "cooloffs#thrice",
                        "SMS with the same sender: none for 48 hours after 3 contacts on automatic calls within 30 days that "
                                + "each ended with no answer, counted from that instant.");
    }

    @Test
    void exclusionsSayWhatMayNotFollowWhat() throws IOException {
        assertThat(words(
                        "exclusions",
                        "id,kind,a,b,within",
                        "together,NEVER_TOGETHER,category:LOAN,category:GAME,P7D",
                        "one,ONE_PER,category,,P1D",
                        "not,NOT_AFTER,channel:SMS,channel:IVR,PT24H",
                        "only,ONLY_AFTER,purpose:COLLECTIONS,purpose:SERVICE,"))
                .containsEntry(
                        "exclusions#together",
                        "Messages of category LOAN and messages of category GAME: never in one decision, nor within 7 days of "
                                + "each other.")
                .containsEntry("exclusions#one", "At most one message per category, in one decision and within 1 day.")
                .containsEntry(
                        "exclusions#not", "Messages of channel SMS: not within 24 hours after messages of channel IVR.")
                .containsEntry(
                        "exclusions#only", "Messages of purpose COLLECTIONS: only after messages of purpose SERVICE.");
    }

    @Test
    void exemptionsSayForWhomAndFromWhat() throws IOException {
        shelf.write(
                "legal/fr/consent.csv",
                "id,channel,model,binding,citation,verified\nyes,SMS,OPT_IN,LAW,Art. 1,yes\nagain,SMS,OPT_IN,LAW,Art. 1,yes\n");
        assertThat(words(
                        "exemptions",
                        "id,channel,sender_class,relation,valid_for,lifts,counts_toward_caps",
                        "customer,SMS,,EXISTING_CUSTOMER|ONGOING_CONTRACT,P18M,consent#yes|consent#again,",
                        "state,,GOVERNMENT,,,HOURS|CAPS,no"))
                .containsEntry(
                        "exemptions#customer",
                        "SMS to who is the sender's customer or has an ongoing contract with the sender, until 18 months after "
                                + "that ended: not bound by consent#again and consent#yes. Who refused is still left alone.")
                .containsEntry(
                        "exemptions#state",
                        "Messages on any channel from senders of class GOVERNMENT: not bound by the hours of this pack and the "
                                + "caps of this pack and not counted by the caps of this pack.");
    }

    @Test
    void deadlinesAreCeilingsAndWhatWasNotVerifiedIsNotCalledLaw() throws IOException {
        shelf.pack("legal/fr", "TEMPLATE", "");
        shelf.write(
                "legal/fr/deadlines.csv",
                """
                id,channel,days,unit,after,confirmation,binding,citation,verified
                ten,SMS,10,BUSINESS_DAY,OPT_OUT,yes,LAW,Art. 2,yes
                now,EMAIL,,IMMEDIATE,OPT_OUT,,CODE,Art. 2,yes
                month,IVR,1,MONTH,LISTING,,LAW,Art. 2,no
                """);
        assertThat(shelf.words())
                .containsOnly(
                        Map.entry(
                                "deadlines#ten",
                                "SMS: an opt-out is heeded at once; the law allows 10 business days at most. One message may "
                                        + "confirm the opt-out; it passes the hours, caps and cool-offs of this pack."),
                        Map.entry(
                                "deadlines#now",
                                "E-mail: an opt-out is heeded at once; the code of conduct allows no delay."),
                        Map.entry(
                                "deadlines#month",
                                "Automatic calls: an entry in a do-not-call list is heeded as soon as the list is loaded; its "
                                        + "source, which was not verified, allows 1 month at most."));
    }
}

package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that rules may say passes every layer of the cage, and means what it says. */
class LanguageTest {
    private static final Map<String, Object> PROFILE = Map.of(
            "balance", 300, "plan", "PREPAID", "contract_end", LocalDate.parse("2026-12-10"), "open_complaint", true);

    private static List<Verdict> say(String conditions, String actions) {
        return Sample.ask("rule \"r\" when " + conditions + " then " + actions + " end", PROFILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Profile()",
                "Request( direction == Direction.OUTBOUND )",
                "Request( direction == Direction.INBOUND || == Direction.OUTBOUND )",
                "Request( direction != Direction.INBOUND && direction == Direction.OUTBOUND )",
                "Request( asksFor(\"SMS\"), localTime.hour == 11, localTime.getMinute() == 0 )",
                "Request( localTime.dayOfWeek.name() == \"MONDAY\", localTime.dayOfWeek.value < 6 )",
                "Request( today == day(\"2026-11-23\"), today.dayOfMonth == 23, today.monthValue == 11 )",
                "Request( today.isAfter(day(\"2026-11-01\")), today.plusDays(3).isAfter(today) )",
                "Request( now >= moment(\"2026-11-23T10:00:00Z\"), $n : now, $n <= moment(\"2026-11-23T10:00:00Z\") )",
                "Request( dayIn(\"P1D\") > today, momentIn(\"PT1H\").isAfter(now) )",
                "$r : Request() Profile( date(\"contract_end\") <= $r.dayIn(\"P30D\") )",
                "$r : Request( $d : today ) Profile( date(\"contract_end\").minusDays(17).isEqual($d) )",
                "Profile( isSet(\"balance\"), number(\"balance\") * 2 + 1 > 600.5, number(\"balance\") / 3 == 100 )",
                "Profile( isSet(\"balance\"), (number(\"balance\") - 1) % 7 >= 0, -number(\"balance\") < 0 )",
                "Profile( text(\"plan\") in (\"PREPAID\", \"POSTPAID\"), text(\"plan\") not in (\"POSTPAID\") )",
                "Profile( text(\"plan\").startsWith(\"PRE\"), text(\"plan\").length() == 7, language == \"fr\" )",
                "Profile( text(\"plan\").substring(0, 3).toLowerCase() == \"pre\" )",
                "Profile( language matches \"f.*\", language not matches \"[a-e]+\" )",
                "Profile( language matches \"[a-z]{2}\" )",
                "Profile( flag(\"open_complaint\") == true, !isSet(\"last_topup\") )",
                "Profile( lines == 1, lines >= 1, jurisdiction == null, subscriber != null )",
                "Profile( $l : language, $l == \"fr\", hasRelation(\"ONGOING_CONTRACT\") == false )",
                "Profile( \"a\" + language == \"afr\" )",
                "$s : Slot( channel.name == \"SMS\" ) Slot( this == $s, channel == $s.channel, sender == $s.sender )",
                "Slot( purpose == Purpose.MARKETING, senderClass != SenderClass.GOVERNMENT, campaign != \"TOPUP\", offer != \"TOPUP-10\" )",
                "Slot( category != \"A\", subject != \"x\", !confirmsOptOut(), channel.name() == \"SMS\" )",
                "not Slot( channel.name == \"IVR\" )",
                "not( Slot( channel.name == \"IVR\" ) and Profile() )",
                "exists Slot( channel.name == \"SMS\" )",
                "exists( Slot() or History() )",
                "(Slot( channel.name == \"IVR\" ) or Slot( channel.name == \"SMS\" ))",
                "Profile() and Request() and not Slot( purpose == Purpose.SERVICE )",
                "History( contacts(\"P7D\") == 0, contacts(channel(\"SMS\"), \"P7D\") < 1 )",
                "History( outcomes(\"REFUSED\", \"P365D\") == 0, outcomes(\"REFUSED\", category(\"PLAN\"), \"P30D\") == 0 )",
                "TableHits( !matched(\"eligibility#x\") )",
                "accumulate( Slot( $n : channel.name ); $c : count($n) ; $c == 1 )",
                "accumulate( Slot() and Profile(); $c : count(1) )",
                "accumulate( Slot( $l : channel.name.length ); $s : sum($l), $a : average($l), $m : min($l), $x : max($l) ; $s == 3, $x == 3 )",
                "Number( intValue == 1 ) from accumulate( Slot( $n : channel.name ), count($n) )",
                "$n : Number( intValue > 2, doubleValue < 4 ) from accumulate( Slot( $l : channel.name.length ), sum($l) )",
                "Request( Math.max(localTime.hour, 3) == 11 )",
            })
    void conditionsHold(String condition) {
        assertThat(say(condition, "verdicts.mustMention(\"yes\");"))
                .containsExactly(new Verdict.MustMention("r", "yes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdicts.mustMention(\"yes\");",
                "if ($p.getLines() > 0 && $p.getLanguage() != null) { verdicts.mustMention(\"yes\"); }",
                "if ($p.getLines() > 5) verdicts.mustMention(\"no\"); else verdicts.mustMention(\"yes\");",
                "if ($p.getLines() > 5) { ; } else if (!$p.isSet(\"plan\")) { } else { verdicts.mustMention(\"yes\"); }",
                "int n = $p.getLines(); final String s = \"y\" + \"es\"; if (n == 1) { verdicts.mustMention(s); }",
                "var s = $r.getToday().plusDays(1); boolean b = s.isAfter($r.getToday()); verdicts.mustMention(b ? \"yes\" : \"no\");",
                "double d = Math.min(1.5, 2); long l = Math.round(d); verdicts.mustMention(l == 2 ? \"yes\" : \"no\");",
                "verdicts.mustMention($p.text(\"plan\").equals(\"PREPAID\") ? \"yes\" : \"no\");",
                "{ verdicts.mustMention(\"yes\"); }",
            })
    void actionsSay(String action) {
        assertThat(say("$p : Profile() $r : Request()", action)).containsExactly(new Verdict.MustMention("r", "yes"));
    }

    @Test
    void everyVerdictCanBeSaid() {
        String actions = "verdicts.ineligible(everything(), \"a\"); verdicts.withhold(campaign(\"RENEWAL\"), \"b\");"
                + " verdicts.defer(purpose(\"MARKETING\"), $r.getToday().plusDays(1).atStartOfDay($r.getLocalTime().getZone()).toInstant(), \"c\");"
                + " verdicts.prefer(category(\"PLAN\"), $p.getLines() * 5.5); verdicts.score(channel(\"SMS\"), Factor.CONTEXT, 2);"
                + " verdicts.doNotMention(\"d\" + $p.getLines()); verdicts.mustMention(\"e\");";
        assertThat(say("$p : Profile() $r : Request()", actions)).hasSize(7);
    }

    @Test
    void factsInTextsAreTheSameEachTimeAndOnEveryNode() {
        assertThat(say(
                        "$p : Profile() $r : Request() $h : History() $t : TableHits() $s : Slot()",
                        "verdicts.mustMention(\"\" + $p); verdicts.mustMention(\"\" + $r); verdicts.mustMention(\"\" + $h);"
                                + " verdicts.mustMention(\"\" + $t); verdicts.mustMention(\"\" + $s);"
                                + " verdicts.mustMention(\"\" + everything() + category(\"PLAN\"));"))
                .extracting(verdict -> ((Verdict.MustMention) verdict).topic())
                .containsExactly(
                        "*category:PLAN",
                        "History[subscriber=s-1]",
                        "Profile[subscriber=s-1, language=fr, jurisdiction=null, lines=1]",
                        "Request[direction=OUTBOUND, channels=[], localTime=2026-11-23T11:00+01:00[Europe/Paris]]",
                        "Slot[channel=SMS, direction=OUTBOUND, purpose=MARKETING, category=DEVICE, subject=null, sender=null,"
                                + " senderClass=CVM, campaign=SALE, offer=PHONE, amounts=null]",
                        "TableHits");
    }

    @Test
    void attributesOrderRules() {
        String drl =
                "rule \"one\" salience 10 no-loop activation-group \"g\" when Profile() then verdicts.mustMention(\"1\"); end\n"
                        + "rule \"two\" salience -5, lock-on-active true activation-group \"g\" when then verdicts.mustMention(\"2\"); end\n"
                        + "rule three enabled false dialect \"java\" when then verdicts.mustMention(\"3\"); end\n"
                        + "rule \"vier – ünf\" enabled true when then verdicts.mustMention(\"4\"); end\n";
        assertThat(Sample.ask(drl, PROFILE))
                .containsExactly(new Verdict.MustMention("one", "1"), new Verdict.MustMention("vier – ünf", "4"));
    }
}

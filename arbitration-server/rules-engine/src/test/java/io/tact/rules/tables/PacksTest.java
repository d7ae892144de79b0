package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.policy.CapRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleKind;
import io.tact.ruleset.Deadline;
import io.tact.ruleset.Pack;
import io.tact.ruleset.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How the rows of packs become rows of a ruleset. */
class PacksTest {
    static final String FR =
            """
            name: fr
            title: France
            jurisdiction: FR
            status: LAW
            reviewed: 2026-11-22
            """;

    private final SampleRuleset ruleset = new SampleRuleset()
            .with("ruleset.yaml", "name: sample\nzone: Europe/Paris\nincludes: [legal/fr]\n")
            .with("packs/legal/fr/pack.yaml", FR);

    private ParsedRuleset parse() {
        List<Problem> problems = new ArrayList<>();
        ParsedRuleset parsed = ruleset.parse(problems);
        assertThat(problems).isEmpty();
        return parsed;
    }

    private <T extends PolicyRule> List<T> rules(Class<T> type) {
        return parse().policy().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void itsRowsBindInItsJurisdictionWithTheForceTheySay() {
        ruleset.with("caps.csv", "id,window,length,max\nown,ROLLING,P1D,1\n")
                .with(
                        "packs/legal/fr/caps.csv",
                        """
                        id,channel,window,length,max,jurisdiction,binding,citation,verified
                        FR-03,CALL_CENTRE,ROLLING,P30D,4,,LAW,D.223-9,yes
                        FR-67-1,CALL_CENTRE,ROLLING,P30D,4,FR-67,CARRIER,A contract,yes
                        """);
        ParsedRuleset parsed = parse();
        assertThat(parsed.policy())
                .extracting(rule -> rule.info().name() + " of " + rule.info().pack() + " in "
                        + rule.info().jurisdiction() + " as " + rule.info().binding())
                .containsExactly(
                        "caps#own of sample in null as " + Binding.OPERATOR,
                        "caps#FR-03 of legal/fr in FR as " + Binding.LAW,
                        "caps#FR-67-1 of legal/fr in FR-67 as " + Binding.CARRIER);
        assertThat(parsed.places().get("caps#FR-03")).isEqualTo(new RowPlace("packs/legal/fr/caps.csv", 2));
    }

    @Test
    void legalRowsCountPerSenderUnlessTheySayOtherwise() {
        ruleset.with(
                        "packs/legal/fr/caps.csv",
                        """
                        id,window,length,max,key,binding,citation,verified
                        a,ROLLING,P30D,4,,LAW,x,yes
                        b,ROLLING,P30D,4,ALL,LAW,x,yes
                        c,ROLLING,P30D,4,PER_SUBJECT,LAW,x,yes
                        """)
                .with(
                        "packs/legal/fr/cooloffs.csv",
                        """
                        id,outcomes,length,applies_to,binding,citation,verified
                        a,REFUSED,P60D,,LAW,x,yes
                        b,REFUSED,P60D,ALL,LAW,x,yes
                        c,REFUSED,P60D,SAME_LINE,LAW,x,yes
                        """);
        assertThat(rules(CapRule.class))
                .extracting(rule -> List.copyOf(rule.keys()))
                .containsExactly(List.of(CapRule.Key.PER_SENDER), List.of(), List.of(CapRule.Key.PER_SUBJECT));
        assertThat(rules(CooloffRule.class))
                .extracting(rule -> List.copyOf(rule.appliesTo()))
                .containsExactly(
                        List.of(CooloffRule.Sharing.SAME_SENDER), List.of(), List.of(CooloffRule.Sharing.SAME_LINE));
    }

    @Test
    void itIsNotWrittenForOneCatalogue() {
        ruleset.with(
                        "packs/legal/fr/caps.csv",
                        "id,channel,category,window,length,max,binding,citation,verified\n"
                                + "a,FAX,ENERGY,ROLLING,P1D,1,LAW,x,yes\n")
                .with(
                        "packs/legal/fr/exclusions.csv",
                        "id,kind,a,b,within,binding,citation,verified\n"
                                + "x,NOT_AFTER,purpose:MARKETING,category:DEBT,P1D,LAW,x,yes\n");
        assertThat(parse().policy()).hasSize(2);
    }

    @Test
    void saysWhatItIsAndWhatItLeavesOut() {
        ruleset.with(
                        "packs/legal/fr/pack.yaml",
                        FR + "description: Calls.\nnotEncoded:\n  - {id: FR-99, why: It is about content.}\n")
                .with(
                        "packs/legal/fr/deadlines.csv",
                        """
                        id,channel,purpose,days,unit,after,confirmation,binding,citation,verified
                        d1,SMS,MARKETING,10,BUSINESS_DAY,OPT_OUT,no,LAW,x,yes
                        d2,SMS|EMAIL,,0,IMMEDIATE,LISTING,yes,LAW,x,yes
                        """);
        ParsedRuleset parsed = parse();
        Pack pack = parsed.packs().get(0);
        assertThat(pack.name()).isEqualTo("legal/fr");
        assertThat(pack.title()).isEqualTo("France");
        assertThat(pack.jurisdiction()).isEqualTo("FR");
        assertThat(pack.status()).isEqualTo(Pack.Status.LAW);
        assertThat(pack.reviewed()).isEqualTo(LocalDate.parse("2026-11-22"));
        assertThat(pack.description()).isEqualTo("Calls.");
        assertThat(pack.notEncoded()).containsExactly(new Pack.Omission("FR-99", "It is about content."));
        assertThat(pack.deadlines())
                .extracting(d ->
                        d.info().name() + " " + d.length() + " " + d.unit() + " " + d.after() + " " + d.confirmation())
                .containsExactly("deadlines#d1 10 BUSINESS_DAY OPT_OUT false", "deadlines#d2 0 IMMEDIATE LISTING true");
        assertThat(pack.deadlines()).extracting(Deadline::scope).allMatch(scope -> !scope.channels()
                .isEmpty());
    }

    @Test
    void whereAnOptOutMayBeConfirmedTheHoursAndCapsOfThePackLetThatMessagePass() {
        ruleset.with(
                "packs/legal/fr/deadlines.csv",
                "id,channel,days,unit,after,confirmation,binding,citation,verified\n"
                        + "d1,SMS,10,CALENDAR_DAY,OPT_OUT,yes,LAW,x,yes\n");
        ExemptionRule passing = rules(ExemptionRule.class).get(0);
        assertThat(passing.info().pack()).isEqualTo("legal/fr");
        assertThat(passing.scope().channels()).containsExactly(new Channel("SMS"));
        assertThat(passing.scope().categories()).containsExactly("OPT_OUT_CONFIRMATION");
        assertThat(passing.lifts()).containsExactlyInAnyOrder(RuleKind.HOURS, RuleKind.CAPS, RuleKind.COOLOFFS);
        assertThat(passing.countsTowardCaps()).isTrue();
    }

    @Test
    void includesWhatItsOwnPacksInclude() {
        ruleset.with("packs/legal/fr/pack.yaml", FR + "includes: [legal/eu, legal/fr]\n")
                .with(
                        "packs/legal/eu/pack.yaml",
                        FR.replace("name: fr", "name: eu").replace("jurisdiction: FR\n", ""));
        ParsedRuleset parsed = parse();
        assertThat(parsed.packs()).extracting(Pack::name).containsExactly("legal/fr", "legal/eu");
        assertThat(parsed.packs().get(1).jurisdiction()).isNull();
        assertThat(RulesetParser.includes(ruleset.source().files(), "packs/legal/fr/"))
                .containsExactly("legal/eu", "legal/fr");
        assertThat(RulesetParser.includes(ruleset.source().files(), "")).containsExactly("legal/fr");
    }

    @Test
    void aPackAloneIsARulesetWithoutAnythingElse() {
        List<Problem> problems = new ArrayList<>();
        ParsedRuleset parsed = new SampleRuleset()
                .without("ruleset.yaml")
                .without("attributes.csv")
                .without("catalogue.csv")
                .with("pack.yaml", FR)
                .with("caps.csv", "id,window,length,max,binding,citation,verified\na,ROLLING,P30D,4,LAW,x,yes\n")
                .parse(problems);
        assertThat(problems).isEmpty();
        assertThat(parsed.settings().name()).isEqualTo("fr");
        assertThat(parsed.settings().unknownZones()).isEmpty();
        assertThat(parsed.policy())
                .singleElement()
                .satisfies(rule -> assertThat(rule.info().jurisdiction()).isEqualTo("FR"));
        assertThat(parsed.packs()).extracting(Pack::name).containsExactly("fr");
    }

    @Test
    void aRulesetMayAddHolidaysToAPackAndNeverTakeOneAway() {
        ruleset.with(
                        "packs/legal/fr/hours.csv",
                        "id,days,zone_basis,binding,citation,verified\nFR-02,HOLIDAY,SUBSCRIBER,LAW,x,yes\n")
                .with(
                        "packs/legal/fr/holidays.csv",
                        "id,calendar,date,kind,binding,citation,verified\n"
                                + "a,FR,2027-05-01,CLOSED,LAW,x,yes\nb,FR,2027-01-01,OPEN,LAW,x,yes\n")
                .with("hours.csv", "id,days,calendar,channel\nown,HOLIDAY,FR,SMS\n")
                .with(
                        "holidays.csv",
                        "id,calendar,date,kind\na,FR,2027-05-01,OPEN\nb,FR,2027-12-26,CLOSED\nc,FR,2027-12-24,HALF\n");
        List<HoursRule> hours = rules(HoursRule.class);
        assertThat(days(hours.get(0))).containsExactly("2027-12-24 HALF", "2027-12-26 HOLIDAY");
        assertThat(days(hours.get(1))).containsExactly("2027-05-01 HOLIDAY", "2027-12-24 HALF", "2027-12-26 HOLIDAY");
    }

    private static List<String> days(HoursRule rule) {
        HolidayCalendar calendar = Objects.requireNonNull(rule.calendar());
        return LocalDate.parse("2027-01-01")
                .datesUntil(LocalDate.parse("2028-01-01"))
                .filter(day -> calendar.day(day) != HolidayCalendar.Day.ORDINARY)
                .map(day -> day + " " + calendar.day(day))
                .toList();
    }
}

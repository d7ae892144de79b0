package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.facts.Factor;
import io.tact.model.Amounts;
import io.tact.model.AttributeValue;
import io.tact.model.Channel;
import io.tact.model.Condition;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.Operand;
import io.tact.model.Operator;
import io.tact.model.Purpose;
import io.tact.model.Selector;
import io.tact.model.SenderClass;
import io.tact.model.Slot;
import io.tact.model.Span;
import io.tact.model.Treatment;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.HoursRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesetParserTest {
    private final List<Problem> problems = new ArrayList<>();

    private ParsedRuleset parse(String file, String text) {
        ParsedRuleset parsed = new SampleRuleset().with(file, text).parse(problems);
        assertThat(problems).isEmpty();
        return parsed;
    }

    private static Operand text(String value) {
        return new Operand.Constant(new AttributeValue.Text(value));
    }

    private static Operand number(String value) {
        return new Operand.Constant(new AttributeValue.Numeric(Fixed.parse(value)));
    }

    @Test
    void readsSettingsWithTheirDefaults() {
        assertThat(parse("ruleset.yaml", "name: a\nzone: Asia/Tokyo\n").settings())
                .isEqualTo(new RulesetSettings(
                        "a",
                        null,
                        null,
                        ZoneId.of("Asia/Tokyo"),
                        "en",
                        Fixed.ZERO,
                        Fixed.parse("0.05"),
                        "",
                        Duration.ofMinutes(15),
                        Duration.ofDays(400),
                        List.of()));
        RulesetSettings settings = parse(
                        "ruleset.yaml",
                        """
                        name: a
                        zone: UTC
                        language: fr-CA
                        includes: []
                        unknownZones: [Europe/Paris, America/New_York]
                        controlShare: {universal: 0.02, campaign: 0.1, salt: autumn}
                        reservationTtl: PT1H30M
                        horizon: P90D
                        """)
                .settings();
        assertThat(settings.universalControlShare()).isEqualTo(Fixed.parse("0.02"));
        assertThat(settings.campaignControlShare()).isEqualTo(Fixed.parse("0.1"));
        assertThat(settings.controlSalt()).isEqualTo("autumn");
        assertThat(settings.reservationTtl()).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.horizon()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.unknownZones()).containsExactly(ZoneId.of("Europe/Paris"), ZoneId.of("America/New_York"));
        assertThat(parse("ruleset.yaml", "name: a\nzone: UTC\ncontrolShare: 0.3\n")
                        .settings()
                        .universalControlShare())
                .isEqualTo(Fixed.parse("0.3"));
    }

    @Test
    void readsATreatmentWithEveryColumn() {
        ParsedRuleset parsed = parse(
                "catalogue.csv",
                """
                Campaign,owner,offer,treatment,channel,direction,purpose,category,subject,sender,sender_class,starts,ends,\
                priority,value,contact_cost,incentive_cost,prior,lever,control_share,not_after,content,content.FR
                C,ann,O,T,SMS,INBOUND,SERVICE,CARE,bill,Acme,VAS,2026-03-01,2026-03-29,7,12.5,0.04,3,0.2,-10,0.5,\
                2026-03-10T10:00:00+02:00,Hello,"Bonjour, vous"
                C,,O,U,PUSH,,,,,,,,,,,,,0.1,,,,,
                """);
        Treatment first = parsed.catalogue().get(0);
        assertThat(first)
                .isEqualTo(new Treatment(
                        "T",
                        new Slot(
                                new Channel("SMS"),
                                Direction.INBOUND,
                                Purpose.SERVICE,
                                "CARE",
                                "bill",
                                "Acme",
                                SenderClass.VAS,
                                "C",
                                "O",
                                new Amounts(Fixed.parse("12.5"), Fixed.parse("0.04"), Fixed.of(3))),
                        "ann",
                        Instant.parse("2026-02-28T23:00:00Z"),
                        Instant.parse("2026-03-29T22:00:00Z"),
                        7,
                        Fixed.parse("12.5"),
                        Fixed.parse("0.04"),
                        Fixed.of(3),
                        Fixed.parse("0.2"),
                        Fixed.of(-10),
                        Fixed.parse("0.5"),
                        Instant.parse("2026-03-10T08:00:00Z"),
                        Map.of("", "Hello", "fr", "Bonjour, vous")));
        Treatment second = parsed.catalogue().get(1);
        assertThat(second.slot().purpose()).isEqualTo(Purpose.MARKETING);
        assertThat(second.slot().senderClass()).isEqualTo(SenderClass.CVM);
        assertThat(second.ends()).as("taken from the campaign").isEqualTo(first.ends());
        assertThat(second.priority()).isEqualTo(7);
        assertThat(second.value()).isEqualTo(Fixed.ONE);
        assertThat(parsed.places()).containsEntry("catalogue#U", new RowPlace("catalogue.csv", 3));
    }

    @Test
    void readsConditionsOfEveryOperatorAndType() {
        ParsedRuleset parsed = parse(
                "eligibility.csv",
                """
                ID,Campaign,offer,PLAN in,plan !=,balance >=,balance <,open_complaint =,contract_end <=,last_topup >,\
                call_reason is-set,score not-in,effective_from,note
                e1,TOPUP,TOPUP-10,PREPAID | POSTPAID,,-1.5,500 cents,no,P30D,PT24H,yes,0.1|0.2,2026-01-01,why
                e2,,,,PREPAID,,,,2026-12-31,2026-01-01T00:00:00Z,no,,,
                """);
        assertThat(parsed.eligibility())
                .containsExactly(
                        new EligibilityRow(
                                "e1",
                                "TOPUP",
                                "TOPUP-10",
                                null,
                                List.of(
                                        new Condition(0, Operator.IN, List.of(text("PREPAID"), text("POSTPAID"))),
                                        new Condition(1, Operator.GE, List.of(number("-1.5"))),
                                        new Condition(1, Operator.LT, List.of(number("500"))),
                                        new Condition(
                                                3,
                                                Operator.EQ,
                                                List.of(new Operand.Constant(new AttributeValue.Flag(false)))),
                                        new Condition(4, Operator.LE, List.of(new Operand.FromNow(Span.parse("P30D")))),
                                        new Condition(
                                                5, Operator.GT, List.of(new Operand.FromNow(Span.parse("PT24H")))),
                                        new Condition(
                                                6,
                                                Operator.IS_SET,
                                                List.of(new Operand.Constant(new AttributeValue.Flag(true)))),
                                        new Condition(2, Operator.NOT_IN, List.of(number("0.1"), number("0.2")))),
                                LocalDate.parse("2026-01-01"),
                                null),
                        new EligibilityRow(
                                "e2",
                                null,
                                null,
                                null,
                                List.of(
                                        new Condition(0, Operator.NE, List.of(text("PREPAID"))),
                                        new Condition(
                                                4,
                                                Operator.LE,
                                                List.of(new Operand.Constant(
                                                        new AttributeValue.Day(LocalDate.parse("2026-12-31"))))),
                                        new Condition(
                                                5,
                                                Operator.GT,
                                                List.of(new Operand.Constant(new AttributeValue.Moment(
                                                        Instant.parse("2026-01-01T00:00:00Z"))))),
                                        new Condition(
                                                6,
                                                Operator.IS_SET,
                                                List.of(new Operand.Constant(new AttributeValue.Flag(false)))))));
    }

    @Test
    void readsFactorsAsFiguresAndFromAttributes() {
        assertThat(parse(
                                "scoring.csv",
                                """
                                id,channel,plan =,propensity,context,value,lever
                                s1,SMS,PREPAID,@score,2.5,,
                                s2,,,,,3,-100
                                """)
                        .scoring())
                .containsExactly(
                        new ScoringRow(
                                "s1",
                                null,
                                null,
                                new Channel("SMS"),
                                List.of(new Condition(0, Operator.EQ, List.of(text("PREPAID")))),
                                Map.of(
                                        Factor.PROPENSITY,
                                        new FactorSource.FromAttribute(2),
                                        Factor.CONTEXT,
                                        new FactorSource.Literal(Fixed.parse("2.5")))),
                        new ScoringRow(
                                "s2",
                                null,
                                null,
                                null,
                                List.of(),
                                Map.of(
                                        Factor.VALUE,
                                        new FactorSource.Literal(Fixed.of(3)),
                                        Factor.LEVER,
                                        new FactorSource.Literal(Fixed.of(-100)))));
    }

    @Test
    void readsCapsWithTheirDefaults() {
        List<io.tact.policy.PolicyRule> rules = parse(
                        "caps.csv",
                        """
                        id,level,channel,purpose,sender_class,window,length,zone_basis,max,counts,key,mode,direction,jurisdiction,citation
                        a,,,,,ROLLING,P7D,,3,,,,,,
                        b,LINE,SMS|PUSH,MARKETING,VAS,CALENDAR,WEEK,America/New_York,0,DELIVERED,PER_OFFER,COUNT,*,US-FL,The law
                        c,,,,,GAP,PT4H,SUBSCRIBER,,,,,OUTBOUND|INBOUND,,
                        """)
                .policy();
        CapRule a = (CapRule) rules.get(0);
        assertThat(a.info()).isEqualTo(new RuleInfo("caps", "a", "sample", null, null, null, null));
        assertThat(a.scope()).isEqualTo(io.tact.policy.Scope.OUTBOUND);
        assertThat(a.level()).isEqualTo(CapRule.Level.SUBSCRIBER);
        assertThat(a.window()).isEqualTo(new Window.Rolling(Span.parse("P7D")));
        assertThat(a.max()).isEqualTo(Fixed.of(3));
        assertThat(a.counts()).isEqualTo(Counted.ATTEMPTS);
        assertThat(a.keys()).isEmpty();
        CapRule b = (CapRule) rules.get(1);
        assertThat(b.info().jurisdiction()).isEqualTo("US-FL");
        assertThat(b.info().citation()).isEqualTo("The law");
        assertThat(b.level()).isEqualTo(CapRule.Level.LINE);
        assertThat(b.scope().channels()).containsExactlyInAnyOrder(new Channel("SMS"), new Channel("PUSH"));
        assertThat(b.scope().directions()).containsExactlyInAnyOrder(Direction.values());
        assertThat(b.scope().senderClasses()).containsExactly(SenderClass.VAS);
        assertThat(b.window()).isEqualTo(new Window.Calendar(Window.Unit.WEEK));
        assertThat(b.zoneBasis()).isEqualTo(new ZoneBasis(ZoneId.of("America/New_York")));
        assertThat(b.max()).isEqualTo(Fixed.ZERO);
        CapRule c = (CapRule) rules.get(2);
        assertThat(c.window()).isEqualTo(new Window.Gap(Span.parse("PT4H")));
        assertThat(c.max()).isEqualTo(Fixed.ONE);
    }

    @Test
    void readsHoursWithRangesOfDaysAndAcrossMidnight() {
        List<io.tact.policy.PolicyRule> rules = parse(
                        "hours.csv",
                        """
                        id,channel,days,open,close,open2,close2,kind
                        a,PUSH,FRI-MON|WED,10:00,13:00,14:00,24:00,
                        b,,,22:00,08:00,,,QUIET
                        c,,SUN,18:00,00:00,,,
                        """)
                .policy();
        HoursRule a = (HoursRule) rules.get(0);
        assertThat(a.kind()).isEqualTo(HoursRule.Kind.ALLOW);
        assertThat(a.days().weekdays())
                .containsExactlyInAnyOrder(
                        DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY);
        assertThat(a.intervals()).containsExactly(new HoursRule.Interval(600, 780), new HoursRule.Interval(840, 1440));
        HoursRule b = (HoursRule) rules.get(1);
        assertThat(b.kind()).isEqualTo(HoursRule.Kind.QUIET);
        assertThat(b.days()).isEqualTo(HoursRule.Days.WEEK);
        assertThat(b.intervals()).containsExactly(new HoursRule.Interval(1320, 480));
        assertThat(((HoursRule) rules.get(2)).intervals()).containsExactly(new HoursRule.Interval(1080, 1440));
    }

    @Test
    void readsConsent() {
        ConsentRule rule =
                (ConsentRule) parse("consent.csv", "id,channel,purpose,model,valid_for\na,SMS,MARKETING,opt_in,P2Y\n")
                        .policy()
                        .get(0);
        assertThat(rule.model()).isEqualTo(ConsentRule.Model.OPT_IN);
        assertThat(rule.validFor()).isEqualTo(Span.parse("P2Y"));
    }

    @Test
    void readsEveryKindOfExclusion() {
        List<io.tact.policy.PolicyRule> rules = parse(
                        "exclusions.csv",
                        """
                        id,kind,a,b,within,when,direction
                        a,NEVER_TOGETHER,TOPUP,category:DEVICES,P60D,plan = PREPAID & balance<500,
                        b,ONE_PER,category,,,,*
                        c,ONE_PER,DEVICES,,P7D,,
                        d,WITHHOLDS,open_complaint = true & plan in PREPAID|POSTPAID,*,,,
                        e,WITHHOLDS,purpose:MARKETING,,,call_reason is-set yes,INBOUND
                        """)
                .policy();
        assertThat(((ExclusionRule.NeverTogether) rules.get(0)).a())
                .isEqualTo(new Selector(Selector.Dimension.CAMPAIGN, "TOPUP"));
        assertThat(((ExclusionRule.NeverTogether) rules.get(0)).within()).isEqualTo(Span.parse("P60D"));
        assertThat(((ExclusionRule.NeverTogether) rules.get(0)).when())
                .containsExactly(
                        new Condition(0, Operator.EQ, List.of(text("PREPAID"))),
                        new Condition(1, Operator.LT, List.of(number("500"))));
        assertThat(((ExclusionRule.OnePer) rules.get(1)).only()).isNull();
        assertThat(((ExclusionRule.OnePer) rules.get(1)).directions()).hasSize(2);
        assertThat(((ExclusionRule.OnePer) rules.get(2)).dimension()).isEqualTo(Selector.Dimension.CATEGORY);
        assertThat(((ExclusionRule.OnePer) rules.get(2)).only()).isEqualTo("DEVICES");
        assertThat(((ExclusionRule.Withholds) rules.get(3)).what()).isEqualTo(Selector.ALL);
        assertThat(((ExclusionRule.Withholds) rules.get(3)).when()).hasSize(2);
        assertThat(((ExclusionRule.Withholds) rules.get(4)).what())
                .isEqualTo(new Selector(Selector.Dimension.PURPOSE, "MARKETING"));
        assertThat(((ExclusionRule.Withholds) rules.get(4)).directions()).isEqualTo(Set.of(Direction.INBOUND));
    }

    @Test
    void aRulesetWithoutACatalogueMayNameAnyCampaign() {
        ParsedRuleset parsed = new SampleRuleset()
                .without("catalogue.csv")
                .without("attributes.csv")
                .with("caps.csv", "id,channel,campaign,window,length,max\na,MAIL,TypeA-18,ROLLING,P14D,1\n")
                .parse(problems);
        assertThat(problems).isEmpty();
        assertThat(parsed.policy()).hasSize(1);
    }
}

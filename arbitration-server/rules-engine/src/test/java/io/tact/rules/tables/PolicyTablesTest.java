package io.tact.rules.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.model.Fixed;
import io.tact.model.OutcomeType;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.policy.BudgetRule;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.ruleset.Problem;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tables of contact policy say in a ruleset's own rows. */
class PolicyTablesTest {
    private final SampleRuleset ruleset = new SampleRuleset();

    private List<PolicyRule> rules() {
        List<Problem> problems = new ArrayList<>();
        List<PolicyRule> rules = ruleset.parse(problems).policy();
        assertThat(problems).isEmpty();
        return rules;
    }

    private <T extends PolicyRule> List<T> rules(Class<T> type) {
        return rules().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void budgetsAreKeptByTheRulesetsClockUnlessTheySayOtherwise() {
        ruleset.with(
                "budgets.csv",
                """
                id,channel,offer,period,zone,max
                sms-hour,SMS,,HOUR,,50000
                texts,SMS,,day,Asia/Tokyo,300
                stock,,,TOTAL,,0
                """);
        List<Problem> problems = new ArrayList<>();
        List<BudgetRule> budgets = ruleset.parse(problems).budgets();
        assertThat(problems).isEmpty();
        assertThat(budgets)
                .extracting(b -> b.info().name() + " " + b.period() + " " + b.zone() + " " + b.max())
                .containsExactly(
                        "budgets#sms-hour HOUR Europe/Paris 50000",
                        "budgets#texts DAY Asia/Tokyo 300",
                        "budgets#stock TOTAL Europe/Paris 0");
    }

    @Test
    void capsMayAddUpAndAskForSeveralThingsInCommon() {
        ruleset.with(
                "caps.csv",
                """
                id,subject,window,length,max,key,mode
                a,promotion|debt,ROLLING,P30D,2.5,PER_SENDER|PER_SUBJECT,SUM(incentive_cost)
                b,,CALENDAR,WEEK,2,ALL,distinct_channels
                c,,ROLLING,P400D,3,per_offer,DISTINCT_OFFERS
                d,,ROLLING,P1D,1000,,sum(contact_cost)
                e,,ROLLING,P1D,1,,SUM(value)
                """);
        List<CapRule> caps = rules(CapRule.class);
        assertThat(caps)
                .extracting(CapRule::mode)
                .containsExactly(
                        CapRule.Mode.SUM_INCENTIVE_COST,
                        CapRule.Mode.DISTINCT_CHANNELS,
                        CapRule.Mode.DISTINCT_OFFERS,
                        CapRule.Mode.SUM_CONTACT_COST,
                        CapRule.Mode.SUM_VALUE);
        assertThat(caps.get(0).max()).isEqualTo(Fixed.parse("2.5"));
        assertThat(caps.get(0).keys()).containsExactlyInAnyOrder(CapRule.Key.PER_SENDER, CapRule.Key.PER_SUBJECT);
        assertThat(caps.get(0).scope().subjects()).containsExactlyInAnyOrder("promotion", "debt");
        assertThat(caps.get(1).keys()).isEmpty();
        assertThat(caps.get(2).keys()).containsExactly(CapRule.Key.PER_OFFER);
        assertThat(caps.get(3).keys()).isEmpty();
    }

    @Test
    void everyRowSaysWithWhatForceItBinds() {
        ruleset.with(
                "caps.csv",
                """
                id,window,length,max,jurisdiction,effective_from,effective_to,binding,citation,verified,source,note
                a,ROLLING,P1D,1,FR,2026-01-01,2026-12-31,CODE,A code of conduct,no,https://example.org,Mind the gap
                b,ROLLING,P1D,1,,,,,,,,
                """);
        assertThat(rules())
                .extracting(PolicyRule::info)
                .containsExactly(
                        new RuleInfo(
                                "caps",
                                "a",
                                "sample",
                                "FR",
                                LocalDate.parse("2026-01-01"),
                                LocalDate.parse("2026-12-31"),
                                "A code of conduct",
                                Binding.CODE,
                                false),
                        new RuleInfo("caps", "b", "sample", null, null, null, null, Binding.OPERATOR, true));
    }

    @Test
    void versionsOfARowShareItsIdIfTheirDaysDoNotMeet() {
        ruleset.with(
                "caps.csv",
                """
                id,window,length,max,effective_from,effective_to
                a,ROLLING,P1D,1,,2026-08-10
                a,ROLLING,P1D,2,2026-08-11,2026-12-31
                a,ROLLING,P1D,3,2027-01-01,
                """);
        assertThat(rules(CapRule.class)).extracting(CapRule::max).containsExactly(Fixed.ONE, Fixed.of(2), Fixed.of(3));
    }

    @Test
    void hoursKnowHolidaysAndTheirEvesAndClosedDays() {
        ruleset.with(
                        "hours.csv",
                        """
                id,channel,days,open,close,calendar,lifted_by,jurisdiction
                a,SMS,MON-FRI,10:00,20:00,FR,OUTSIDE_HOURS,
                b,SMS,HOLIDAY,,,FR,OUTSIDE_HOURS,
                c,SMS,SAT|HOLIDAY_EVE,10:00,12:00,FR,NIGHT,
                d,PUSH,HOLIDAY|SUN,12:00,18:00,,,US-LA
                e,EMAIL,SUN,,,,,
                """)
                .with(
                        "catalogue.csv",
                        "campaign,offer,treatment,channel,prior\nA,B,C,SMS,1\nA,B,D,PUSH,1\nA,B,E,EMAIL,1\n");
        List<HoursRule> hours = rules(HoursRule.class);
        assertThat(hours)
                .extracting(HoursRule::days)
                .containsExactly(
                        HoursRule.Days.of(Set.of(
                                DayOfWeek.MONDAY,
                                DayOfWeek.TUESDAY,
                                DayOfWeek.WEDNESDAY,
                                DayOfWeek.THURSDAY,
                                DayOfWeek.FRIDAY)),
                        new HoursRule.Days(Set.of(), true, false),
                        new HoursRule.Days(Set.of(DayOfWeek.SATURDAY), false, true),
                        new HoursRule.Days(Set.of(DayOfWeek.SUNDAY), true, false),
                        HoursRule.Days.of(Set.of(DayOfWeek.SUNDAY)));
        assertThat(hours.get(1).intervals()).isEmpty();
        assertThat(hours)
                .extracting(HoursRule::liftedBy)
                .containsExactly(
                        SpecialConsent.OUTSIDE_HOURS, SpecialConsent.OUTSIDE_HOURS, SpecialConsent.NIGHT, null, null);
        HolidayCalendar france = calendar(hours.get(0));
        assertThat(france.name()).isEqualTo("FR");
        assertThat(hours.get(1).calendar()).isSameAs(france);
        assertThat(hours.get(2).calendar()).isSameAs(france);
        assertThat(france.day(LocalDate.parse("2027-01-01"))).isEqualTo(HolidayCalendar.Day.HOLIDAY);
        assertThat(france.day(LocalDate.parse("2027-01-02"))).isEqualTo(HolidayCalendar.Day.ORDINARY);
        assertThat(calendar(hours.get(3)).name()).isEqualTo("US-LA");
        assertThat(hours.get(4).calendar()).isNull();
    }

    private static HolidayCalendar calendar(HoursRule rule) {
        return Objects.requireNonNull(rule.calendar());
    }

    @Test
    void holidaysChangeACalendarAndThoseOfItsParts() {
        ruleset.with("hours.csv", "id,days,channel,calendar\na,HOLIDAY,SMS,FR\nb,HOLIDAY,PUSH,FR-67\n")
                .with(
                        "holidays.csv",
                        """
                        id,calendar,date,name,kind,region
                        a,FR,2027-12-24,Christmas Eve,HALF,
                        b,FR,2027-01-01,New Year,OPEN,
                        c,FR,2027-03-26,Good Friday,CLOSED,FR-67
                        d,FR-67,2027-12-26,St Stephen,,
                        e,FR-67,2027-12-24,Christmas Eve,CLOSED,
                        """);
        List<HoursRule> hours = rules(HoursRule.class);
        assertThat(days(calendar(hours.get(0)))).containsExactly("2027-12-24 HALF");
        assertThat(days(calendar(hours.get(1))))
                .containsExactly("2027-03-26 HOLIDAY", "2027-12-24 HOLIDAY", "2027-12-26 HOLIDAY");
    }

    /** The days of 2027 that are not ordinary. */
    private static List<String> days(HolidayCalendar calendar) {
        return LocalDate.parse("2027-01-01")
                .datesUntil(LocalDate.parse("2028-01-01"))
                .filter(day -> calendar.day(day) != HolidayCalendar.Day.ORDINARY)
                .map(day -> day + " " + calendar.day(day))
                .toList();
    }

    @Test
    void aCalendarMayBeMadeOfRowsAlone() {
        ruleset.with("hours.csv", "id,days,channel,jurisdiction\na,HOLIDAY,SMS,ID\n")
                .with("holidays.csv", "id,calendar,date,name\na,ID,2027-08-17,Independence Day\n");
        assertThat(days(calendar(rules(HoursRule.class).get(0)))).containsExactly("2027-08-17 HOLIDAY");
    }

    @Test
    void cooloffsSayWhatTriggersThemAndWhatTheyWithhold() {
        ruleset.with(
                "cooloffs.csv",
                """
                id,channel,outcomes,trigger_channel,times,within,applies_to,length,start
                a,SMS|PUSH,REFUSED|OBJECTED,SMS,3,P1Y,SAME_SENDER|SAME_OFFER,P60D,NEXT_DAY
                b,,OPTED_OUT,,,,,INDEFINITE,
                c,,CONVERSATION,,,,all,P400D,EVENT_DAY
                """);
        List<CooloffRule> cooloffs = rules(CooloffRule.class);
        CooloffRule a = cooloffs.get(0);
        assertThat(a.outcomes()).containsExactlyInAnyOrder(OutcomeType.REFUSED, OutcomeType.OBJECTED);
        assertThat(a.scope().channels()).hasSize(2);
        assertThat(a.triggerChannels()).containsExactly(new Channel("SMS"));
        assertThat(a.times()).isEqualTo(3);
        assertThat(a.within()).isEqualTo(Span.parse("P1Y"));
        assertThat(a.appliesTo())
                .containsExactlyInAnyOrder(CooloffRule.Sharing.SAME_SENDER, CooloffRule.Sharing.SAME_OFFER);
        assertThat(a.length()).isEqualTo(Span.parse("P60D"));
        assertThat(a.start()).isEqualTo(CooloffRule.Start.NEXT_DAY);
        CooloffRule b = cooloffs.get(1);
        assertThat(b.length()).isNull();
        assertThat(b.times()).isEqualTo(1);
        assertThat(b.appliesTo()).isEmpty();
        assertThat(b.start()).isEqualTo(CooloffRule.Start.INSTANT);
        assertThat(cooloffs.get(2).appliesTo()).isEmpty();
    }

    @Test
    void consentHasFiveModelsAndMayAskALists() {
        ruleset.with(
                "consent.csv",
                """
                id,model,valid_for,special,soft_for,list,list_max_age,list_lifted_by
                a,OPT_IN,P2Y,AUTOMATED,,,,
                b,OPT_OUT,,,,BLOCTEL,P31D,CONSENT
                c,SOFT_OPT_IN,,,,,,
                d,SOFT_OPT_IN,,,EXISTING_CUSTOMER|ONGOING_CONTRACT,,,
                e,PROHIBITED,,,,,,
                f,NONE,,,,STATE_LIST,,
                """);
        List<ConsentRule> consent = rules(ConsentRule.class);
        assertThat(consent)
                .extracting(ConsentRule::model)
                .containsExactly(
                        ConsentRule.Model.OPT_IN,
                        ConsentRule.Model.OPT_OUT,
                        ConsentRule.Model.SOFT_OPT_IN,
                        ConsentRule.Model.SOFT_OPT_IN,
                        ConsentRule.Model.PROHIBITED,
                        ConsentRule.Model.NONE);
        assertThat(consent.get(0).special()).isEqualTo(SpecialConsent.AUTOMATED);
        assertThat(consent.get(0).list()).isNull();
        assertThat(consent.get(1).list()).isEqualTo(new ConsentRule.ListCheck("BLOCTEL", Span.parse("P31D"), true));
        assertThat(consent.get(2).softFor()).containsExactly(Relation.Kind.OWN_SIMILAR_PRODUCT);
        assertThat(consent.get(3).softFor())
                .containsExactlyInAnyOrder(Relation.Kind.EXISTING_CUSTOMER, Relation.Kind.ONGOING_CONTRACT);
        assertThat(consent.get(5).list()).isEqualTo(new ConsentRule.ListCheck("STATE_LIST", null, false));
    }

    @Test
    void exclusionsMaySayWhatComesFirst() {
        ruleset.with(
                "exclusions.csv",
                """
                id,kind,a,b,within,when
                a,NOT_AFTER,DEVICE,TOPUP,P2D,plan = PREPAID
                b,ONLY_AFTER,DEVICE,category:RECHARGE,P30D,
                c,ONLY_AFTER,DEVICE,TOPUP,,
                """);
        List<PolicyRule> rules = rules();
        ExclusionRule.NotAfter a = (ExclusionRule.NotAfter) rules.get(0);
        assertThat(a.a()).isEqualTo(new Selector(Selector.Dimension.CAMPAIGN, "DEVICE"));
        assertThat(a.b()).isEqualTo(new Selector(Selector.Dimension.CAMPAIGN, "TOPUP"));
        assertThat(a.within()).isEqualTo(Span.parse("P2D"));
        assertThat(a.when()).hasSize(1);
        assertThat(((ExclusionRule.OnlyAfter) rules.get(1)).within()).isEqualTo(Span.parse("P30D"));
        assertThat(((ExclusionRule.OnlyAfter) rules.get(2)).within()).isNull();
    }

    @Test
    void exemptionsLiftKindsOrSingleRowsOfTheirOwnPart() {
        ruleset.with("caps.csv", "id,window,length,max\nday,ROLLING,P1D,1\n")
                .with(
                        "hours.csv",
                        "id,channel,days,open,close\nweek,SMS,MON-FRI,10:00,20:00\nsunday,SMS,SUN,12:00,18:00\n")
                .with(
                        "exemptions.csv",
                        """
                        id,purpose,relation,valid_for,lifts,counts_toward_caps
                        a,TRANSACTIONAL,,,HOURS|CONSENT|LISTS|caps#day,no
                        b,MARKETING,EXISTING_CUSTOMER|EXPRESS_REQUEST,P18M,hours#week|hours#sunday,
                        c,EMERGENCY,,,,no
                        """);
        List<ExemptionRule> exemptions = rules(ExemptionRule.class);
        ExemptionRule a = exemptions.get(0);
        assertThat(a.lifts()).containsExactlyInAnyOrder(RuleKind.HOURS, RuleKind.CONSENT, RuleKind.LISTS);
        assertThat(a.liftsRows()).containsExactly("caps#day");
        assertThat(a.countsTowardCaps()).isFalse();
        assertThat(a.relations()).isEmpty();
        ExemptionRule b = exemptions.get(1);
        assertThat(b.relations())
                .containsExactlyInAnyOrder(Relation.Kind.EXISTING_CUSTOMER, Relation.Kind.EXPRESS_REQUEST);
        assertThat(b.validFor()).isEqualTo(Span.parse("P18M"));
        assertThat(b.liftsRows()).containsExactlyInAnyOrder("hours#week", "hours#sunday");
        assertThat(b.countsTowardCaps()).isTrue();
        assertThat(exemptions.get(2).lifts()).isEmpty();
    }
}

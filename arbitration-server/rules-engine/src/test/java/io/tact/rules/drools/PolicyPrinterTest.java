package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Binding;
import io.tact.model.Channel;
import io.tact.model.Counted;
import io.tact.model.Direction;
import io.tact.model.Fixed;
import io.tact.model.OutcomeType;
import io.tact.model.Purpose;
import io.tact.model.Relation;
import io.tact.model.Selector;
import io.tact.model.Span;
import io.tact.model.SpecialConsent;
import io.tact.policy.CapRule;
import io.tact.policy.ConsentRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.ExclusionRule;
import io.tact.policy.ExemptionRule;
import io.tact.policy.HolidayCalendar;
import io.tact.policy.HoursRule;
import io.tact.policy.OverriddenCalendar;
import io.tact.policy.PolicyRule;
import io.tact.policy.RuleInfo;
import io.tact.policy.RuleKind;
import io.tact.policy.Scope;
import io.tact.policy.Window;
import io.tact.policy.ZoneBasis;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Printed rules are for people too. */
class PolicyPrinterTest {
    private static final Scope CALLS = new Scope(
            Set.of(new Channel("CALL_CENTRE")),
            Set.of(Direction.OUTBOUND),
            Set.of(Purpose.MARKETING),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of());

    private static RuleInfo law(String table, String id) {
        return new RuleInfo(table, id, "legal/fr", "FR", null, null, "L. 223-1", Binding.LAW, true);
    }

    private static RuleInfo own(String table, String id) {
        return new RuleInfo(table, id, "corner", null, null, null, null);
    }

    private static List<String> printed(PolicyRule... rows) {
        return new PolicyPrinter(new ConditionPrinter(Sample.DICTIONARY), List.of(rows)).texts();
    }

    @Test
    void aCapSaysWhatItCountsAndWithWhatForceItBinds() {
        CapRule cap = new CapRule(
                law("caps", "FR-03"),
                CALLS,
                CapRule.Level.SUBSCRIBER,
                new Window.Rolling(Span.parse("P30D")),
                ZoneBasis.SUBSCRIBER,
                Fixed.of(4),
                Counted.ATTEMPTS,
                Set.of(CapRule.Key.PER_SENDER),
                CapRule.Mode.COUNT);

        assertThat(printed(cap))
                .containsExactly(
                        """
                // LAW: L. 223-1
                rule "caps#FR-03"
                when
                    $slot : Slot( channel.name == "CALL_CENTRE", direction.name() == "OUTBOUND", purpose.name() == "MARKETING" )
                    $policy : Policy( binds("FR"), capReached($slot, cap("SUBSCRIBER", "ROLLING P30D", "4", messages().channels("CALL_CENTRE").directions("OUTBOUND").purposes("MARKETING")).sharing("PER_SENDER")) )
                then
                    table.withhold($slot, "caps#FR-03");
                end
                """);
    }

    @Test
    void aTimetableIsOneRuleAndNamesItsCalendar() {
        LocalDate day = LocalDate.parse("2026-11-23");
        HolidayCalendar theirs = new OverriddenCalendar("FR", year -> Set.of(), Map.of());
        HolidayCalendar ours =
                new OverriddenCalendar("FR", year -> Set.of(), Map.of(day, OverriddenCalendar.Kind.CLOSED));
        HoursRule week = new HoursRule(
                law("hours", "FR-01"),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                HoursRule.Days.of(Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY)),
                List.of(new HoursRule.Interval(600, 780), new HoursRule.Interval(840, 1200)),
                ZoneBasis.SUBSCRIBER,
                theirs,
                null);
        HoursRule holidays = new HoursRule(
                law("hours", "FR-02"),
                Scope.OUTBOUND,
                HoursRule.Kind.ALLOW,
                new HoursRule.Days(Set.of(), true, true),
                List.of(),
                ZoneBasis.SUBSCRIBER,
                theirs,
                SpecialConsent.OUTSIDE_HOURS);
        HoursRule night = new HoursRule(
                own("hours", "night"),
                Scope.OUTBOUND,
                HoursRule.Kind.QUIET,
                new HoursRule.Days(Set.of(), true, false),
                List.of(new HoursRule.Interval(1320, 420)),
                ZoneBasis.SUBSCRIBER,
                ours,
                null);

        assertThat(printed(week, night, holidays))
                .containsExactly(
                        """
                // hours#FR-01: LAW: L. 223-1
                // hours#FR-02: LAW: L. 223-1
                rule "hours#FR-01 + hours#FR-02"
                when
                    $slot : Slot( direction.name() == "OUTBOUND" )
                    $policy : Policy( binds("FR") )
                    $row : String() from $policy.outsideHours($slot, null, hours("hours#FR-01", "MONDAY TUESDAY", "10:00-13:00 14:00-20:00").calendar("FR"), hours("hours#FR-02", "HOLIDAY HOLIDAY_EVE", "").calendar("FR").liftedBy("OUTSIDE_HOURS"))
                then
                    table.closed($slot, "hours#FR-01 + hours#FR-02", $policy.getOrder(), $row);
                end
                """,
                        """
                rule "hours#night"
                when
                    $slot : Slot( direction.name() == "OUTBOUND" )
                    $policy : Policy()
                    $row : String() from $policy.withinQuietHours($slot, null, hours("hours#night", "HOLIDAY", "22:00-07:00").calendar("FR 2"))
                then
                    table.withhold($slot, $row);
                end
                """);
    }

    @Test
    void whatAnExemptionLiftsLooksForIt() {
        CooloffRule refusal = new CooloffRule(
                law("cooloffs", "FR-04"),
                CALLS,
                Set.of(),
                Set.of(OutcomeType.REFUSED, OutcomeType.OBJECTED),
                1,
                null,
                Set.of(CooloffRule.Sharing.SAME_SENDER),
                Span.parse("P60D"),
                CooloffRule.Start.NEXT_DAY);
        ConsentRule optIn = new ConsentRule(
                law("consent", "FR-05"), CALLS, ConsentRule.Model.OPT_IN, Span.parse("P3Y"), null, Set.of(), null);
        ExemptionRule customers = new ExemptionRule(
                law("exemptions", "FR-06"),
                CALLS,
                Set.of(Relation.Kind.ONGOING_CONTRACT),
                null,
                Set.of(RuleKind.CONSENT),
                Set.of("cooloffs#FR-04"),
                true);

        List<String> printed = printed(refusal, optIn, customers);

        assertThat(printed.get(0))
                .contains(
                        "coolsOff($slot, cooloff(\"OBJECTED REFUSED\", \"P60D\", messages().channels(\"CALL_CENTRE\")")
                .contains(".sharing(\"SAME_SENDER\").from(\"NEXT_DAY\")) )\n")
                .contains("    not Exempt( row == \"exemptions#FR-06\", slot == $slot, policy == $policy )\n");
        assertThat(printed.get(1))
                .contains("lacks($slot, agreement(\"OPT_IN\").validFor(\"P3Y\"))")
                .contains(
                        "    not Exempt( row == \"exemptions#FR-06\", slot == $slot, policy == $policy, !refused(\"P3Y\", null) )\n");
        assertThat(printed.get(2))
                .contains("salience 1000000")
                .contains("$policy : Policy( related($slot, \"ONGOING_CONTRACT\", null) )")
                .contains("insert(new Exempt(\"exemptions#FR-06\", $slot, $policy));");
    }

    @Test
    void aListIsARuleOfItsOwnAndWhatNeedsNothingIsNone() {
        ConsentRule list = new ConsentRule(
                law("consent", "FR-07"),
                CALLS,
                ConsentRule.Model.OPT_OUT,
                null,
                null,
                Set.of(),
                new ConsentRule.ListCheck("bloctel", Span.parse("P30D"), true));
        ConsentRule free = new ConsentRule(own("consent", "free"), CALLS, ConsentRule.Model.NONE, null);

        List<String> printed = printed(list, free);

        assertThat(printed).hasSize(3);
        assertThat(printed.get(0)).contains("rule \"consent#FR-07\"\n", "lacks($slot, agreement(\"OPT_OUT\"))");
        assertThat(printed.get(1))
                .contains(
                        "rule \"consent#FR-07 and its list\"\n",
                        "lacks($slot, agreement(\"NONE\").notOnUnlessGranted(\"bloctel\", \"P30D\"))",
                        "table.withhold($slot, \"consent#FR-07\");");
        assertThat(printed.get(2)).isEqualTo("// consent#free says that nothing is needed\n");
    }

    @Test
    void anUnverifiedRowSaysSoAndNoCitationEndsItsRemark() {
        RuleInfo draft = new RuleInfo(
                "exclusions", "X-1", "legal/x", null, null, null, "p. 3\nrule \"y\"", Binding.DRAFT, false);
        ExclusionRule after = new ExclusionRule.NotAfter(
                draft,
                new Selector(Selector.Dimension.CATEGORY, "PLAN"),
                Selector.ALL,
                Span.parse("P2D"),
                List.of(),
                Set.of(Direction.OUTBOUND));

        assertThat(printed(after))
                .singleElement()
                .asString()
                .startsWith("// DRAFT, not verified: p. 3 rule \"y\"\nrule \"exclusions#X-1\"\n")
                .contains("tooSoonAfter($slot, category(\"PLAN\"), everything(), \"P2D\")");
    }
}

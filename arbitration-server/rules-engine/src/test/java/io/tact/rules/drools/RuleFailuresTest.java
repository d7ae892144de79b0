package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.port.CouldNotDecideException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RuleFailuresTest {
    private static final String ASK = "Maybe ask isSet(\"…\"), or … != null, before it";

    private static AbstractThrowableAssert<?, ? extends Throwable> assertUndecided(String drl) {
        try (DrlRules rules = Sample.compile(drl)) {
            return assertThatThrownBy(() -> rules.verdicts(
                            Sample.facts(Map.of("plan", "PREPAID")), Sample.NO_HITS, List.of(Sample.SMS)))
                    .isInstanceOf(CouldNotDecideException.class);
        }
    }

    @Test
    void namesTheConditionThatFailedItsRuleAndItsPlace() {
        assertUndecided(
                        """
                        rule "sound" when Profile() then verdicts.mustMention("x"); end
                        rule "late"
                        when
                            Slot( sender.length > 3 )
                        then
                        end
                        """)
                .hasMessage("rule \"late\" (a.drl line 2): the condition sender.length > 3 failed:"
                        + " the return value of \"Slot.sender()\" is null. " + ASK);
    }

    @Test
    void namesEveryRuleThatSharesTheCondition() {
        assertUndecided(
                        """
                        rule "one" when Slot( sender.length > 3 ) then end
                        rule "two" when Profile() Slot( sender.length > 3 ) then end
                        """)
                .hasMessageStartingWith(
                        "rules \"one\" (a.drl line 1) and \"two\" (a.drl line 2): the condition sender.length");
    }

    @Test
    void namesTheRuleWhoseBindingFailed() {
        String sum = "Request() $n : Number() from accumulate( Slot( $c : sender.length ), sum($c) ) then end\n";
        assertUndecided("rule \"sound\" when Profile() then verdicts.mustMention(\"x\"); end\nrule \"sum\" when " + sum)
                .hasMessageStartingWith("rule \"sum\" (a.drl line 2): a condition failed: ");
    }

    @Test
    void blamesNoOtherRuleThanThoseThatAreLookedAtFirst() {
        String sum = "Request() $n : Number() from accumulate( Slot( $c : sender.length ), sum($c) ) then end\n";
        String sound = "rule \"sound\" when Profile() then verdicts.mustMention(\"x\"); end\n";
        assertUndecided(sound + "rule \"sum\" no-loop true when " + sum)
                .hasMessageStartingWith("rule \"sum\" (a.drl line 2): a condition failed: ");
        assertUndecided(sound + "rule \"sum\" no-loop true when " + sum
                        + "rule \"b\" lock-on-active true when Slot() then end")
                .hasMessageStartingWith(
                        "one of the rules \"b\" (a.drl line 3) and \"sum\" (a.drl line 2): a condition failed: ");
    }

    @Test
    void namesTheRuleWhoseActionFailed() {
        assertUndecided("rule \"bad\" when $p : Profile() then $p.getJurisdiction().length(); end")
                .hasMessage("rule \"bad\" (a.drl line 1): an action failed:"
                        + " the return value of \"Profile.getJurisdiction()\" is null. " + ASK);
        assertUndecided("rule \"bad\" when $p : Profile() then throw new AssertionError(\"never\"); end")
                .hasMessage("rule \"bad\" (a.drl line 1): an action failed: AssertionError: never");
    }

    @Test
    void namesTheRuleThatFiresForEver() {
        assertUndecided("rule \"sound\" when Profile() then verdicts.mustMention(\"x\"); end\n"
                        + "rule \"for ever\" when $p : Profile() then update($p); end")
                .hasMessage(
                        "rule \"for ever\" (a.drl line 2) fires again and again, until the limit of 10000 firings in one"
                                + " decision. Maybe it changes what it looks at: leave update, modify, insert and delete out of its"
                                + " actions, or write no-loop true above its when");
    }

    @Test
    void namesTheRulesThatWakeEachOther() {
        assertUndecided("rule \"ping\" when Profile() not String() then insert(\"q\"); end\n"
                        + "rule \"pong\" when $s : String() then delete($s); end")
                .hasMessageStartingWith(
                        "rules \"ping\" (a.drl line 1) and \"pong\" (a.drl line 2) fire again and again")
                .hasMessageContaining("Maybe each wakes the next");
    }

    @Test
    void knowsTooManyPairsFromALoop() {
        String slots = "Slot() ".repeat(4);
        try (DrlRules rules = Sample.compile("rule \"pairs\" when " + slots + " then end")) {
            List<io.tact.model.Slot> many = List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K").stream()
                    .map(Sample::slot)
                    .toList();
            assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, many))
                    .hasMessageEndingWith("Maybe the conditions pair too many facts");
        }
    }
}

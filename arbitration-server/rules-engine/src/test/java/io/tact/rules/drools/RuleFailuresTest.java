package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        assertUndecided(
                        "rule \"bad\" when $p : Profile() then verdicts.prefer(everything(), $p.getJurisdiction().length()); end")
                .hasMessage("rule \"bad\" (a.drl line 1): an action failed:"
                        + " the return value of \"Profile.getJurisdiction()\" is null. " + ASK);
    }

    @Test
    void saysHowManyRulesFiredInVain() {
        String pairs = "rule \"pairs\" when Slot() Slot() then end";
        try (DrlRules rules = Sample.compile(pairs)) {
            assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(100)))
                    .isInstanceOf(CouldNotDecideException.class)
                    .hasMessage(
                            "rule \"pairs\" (a.drl line 1) fires again and again, until the limit of 10000 firings in one"
                                    + " decision. Maybe the conditions pair too many facts");
            assertThat(rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(99)))
                    .isEmpty();
        }
    }

    @Test
    void refusesToPairTooManyFactsBeforeItBegins() {
        String triples =
                "rule \"few\" when Slot() then end\nrule \"triples\" when Slot() not Slot() exists Slot() then end";
        try (DrlRules rules = Sample.compile(triples)) {
            assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(47)))
                    .isInstanceOf(CouldNotDecideException.class)
                    .hasMessage(
                            "rule \"triples\" (a.drl line 2): 47 messages may be sent, and pairing them with each other"
                                    + " would make more than 100000 combinations. Maybe the conditions pair too many facts");
            assertThat(rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(46)))
                    .isEmpty();
        }
    }

    @Test
    void runsOutOfFuelAndDecidesAgainAfterwards() {
        String talk = "verdicts.mustMention(\"x\"); ".repeat(99);
        String drl = "rule \"talks\" when Slot() Slot() then " + talk + "end\n"
                + "rule \"calm\" when Profile() then verdicts.mustMention(\"y\"); end";
        try (DrlRules rules = Sample.compile(drl)) {
            assertThatThrownBy(() -> rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(90)))
                    .isInstanceOf(CouldNotDecideException.class)
                    .hasMessage("rule \"talks\" (a.drl line 1): an action failed: the rules do more than"
                            + " they may in one decision. Maybe the conditions pair too many facts");
            assertThat(rules.verdicts(Sample.facts(Map.of()), Sample.NO_HITS, slots(0)))
                    .hasSize(1);
        }
    }

    private static List<Slot> slots(int count) {
        return IntStream.range(0, count).mapToObj(i -> Sample.slot("C" + i)).toList();
    }
}

package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.model.Selector.Dimension;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrlNamesTest {
    private static String action(String selector) {
        return "rule \"r\"\nwhen\n    $s : Slot()\nthen\n    verdicts.withhold(" + selector + ", \"x\");\nend\n";
    }

    private static String rule(String condition) {
        return "rule \"r\"\nwhen\n    " + condition + "\nthen\n    verdicts.mustMention(\"DEVICES\");\nend\n";
    }

    private static void assertProblem(String drl, String expected) {
        assertThat(Sample.problems(drl)).containsExactly(expected);
    }

    @Test
    void acceptsEveryNameThatThereIs() {
        assertThat(Sample.problems(
                        action("campaign(\"BILL-HELP\")"),
                        action("offer(\"TOPUP-10\")").replace("\"r\"", "\"s\""),
                        action("treatment(\"TOPUP-10-SMS\")").replace("\"r\"", "\"t\""),
                        action("category(\"DEVICE\")").replace("\"r\"", "\"u\""),
                        action("channel(\"IVR\")").replace("\"r\"", "\"v\""),
                        action("category($s.category())").replace("\"r\"", "\"w\""),
                        rule("Slot( category in (\"DEVICE\", \"PLAN\"), channel.name == \"SMS\" )")
                                .replace("\"r\"", "\"x\""),
                        rule("Request( asksFor(\"PUSH\") )").replace("\"r\"", "\"y\"")))
                .isEmpty();
    }

    @Test
    void refusesASelectorOfANameThatNothingHas() {
        assertProblem(
                action("category(\"DEVICES\")"),
                "a.drl:line 5, column 32: category \"DEVICES\" is not in the catalogue (Maybe DEVICE)");
        assertProblem(
                action("campaign(\"topup\")"),
                "a.drl:line 5, column 32: campaign \"topup\" is not in the catalogue (Maybe TOPUP)");
        assertProblem(
                action("offer(\"X\")"),
                "a.drl:line 5, column 29: offer \"X\" is not in the catalogue (There is TOPUP-10)");
        assertProblem(
                action("treatment(\"TOPUP-10-SM\")"),
                "a.drl:line 5, column 33: treatment \"TOPUP-10-SM\" is not in the catalogue (Maybe TOPUP-10-SMS)");
        assertProblem(
                action("channel(\"SMSS\")"),
                "a.drl:line 5, column 31: channel \"SMSS\" is not in the catalogue (Maybe SMS)");
    }

    @Test
    void listsSomeOfTheNamesThereAreWhereNoneIsClose() {
        assertProblem(
                action("category(\"WHOLLY-OTHER\")"),
                "a.drl:line 5, column 32: category \"WHOLLY-OTHER\" is not in the catalogue"
                        + " (There are A, B, C, D, DEVICE, E, F, G, …)");
    }

    @Test
    void knowsANameOfAnotherKind() {
        assertProblem(
                action("category(\"TOPUP\")"),
                "a.drl:line 5, column 32: category \"TOPUP\" is not in the catalogue"
                        + " (It is a campaign: maybe campaign(\"TOPUP\"))");
    }

    @Test
    void looksIntoConditionsToo() {
        assertProblem(
                rule("History( contacts(channel(\"SMSS\"), \"P7D\") > 1 )"),
                "a.drl:line 3, column 31: channel \"SMSS\" is not in the catalogue (Maybe SMS)");
        assertProblem(
                rule("Request( asksFor(\"PUSHH\") )"),
                "a.drl:line 3, column 22: channel \"PUSHH\" is not in the catalogue (Maybe PUSH)");
        assertProblem(
                rule("Slot( channel.name != \"PUSHH\" )"),
                "a.drl:line 3, column 27: channel \"PUSHH\" is not in the catalogue (Maybe PUSH)");
        assertProblem(
                rule("not Slot( category not in (\"DEVICE\", \"PLANE\") )"),
                "a.drl:line 3, column 42: category \"PLANE\" is not in the catalogue (Maybe PLAN)");
    }

    @Test
    void everyNameWillDoWhereNothingIsNamed() {
        List<Problem> problems = new ArrayList<>();
        Vocabulary open = new Vocabulary(Sample.DICTIONARY, Map.of());
        DrlRules.compile(
                        open,
                        Sample.files(
                                action("category(\"X\")"),
                                action("channel(\"sms\")").replace("\"r\"", "\"s\"")),
                        problems)
                .ifPresent(DrlRules::close);

        assertThat(open.knows(Dimension.SENDER, "anyone")).isTrue();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "b.drl:line 5, column 31: \"sms\" is not the name of a channel (Write it like SMS or CALL_CENTRE)");
    }
}

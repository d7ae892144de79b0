package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.Lexer;
import io.tact.rules.drools.source.Token;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrlSyntaxTest {
    private static final String SOUND =
            """
            rule "bill shock"
            salience 5
            when
                $r : Request( direction == Direction.INBOUND, text("call_reason") == "BILL_SHOCK" )
                Profile( isSet("balance"), number("balance") * 2 < 25 || text("plan") in ("PREPAID", "POSTPAID") )
                not Slot( category == "DEVICE" )
            then
                // first the bill
                if ($r.getNow() != null) {
                    verdicts.prefer(campaign("BILL-HELP"), 50);
                }
                verdicts.mustMention("Why the bill rose");
            end
            """;

    private static String rule(String condition) {
        return "rule \"r\"\nwhen\n    " + condition + "\nthen\n    verdicts.mustMention(\"x\");\nend\n";
    }

    private static String action(String action) {
        return "rule \"r\"\nwhen\n    Profile()\nthen\n" + action + "\nend\n";
    }

    private static void assertProblem(String drl, String expected) {
        assertThat(Sample.problems(drl)).containsExactly(expected);
    }

    @Test
    void saysWhatWasFoundAndWhatWasMeant() {
        assertProblem(
                rule("Profile( number(\"balance\") < )"),
                "a.drl:line 3, column 34: unexpected \")\" in rule \"r\" (Maybe something is missing just before it)");
        assertProblem(
                rule("Profile( text(\"plan\") = \"PREPAID\" )"),
                "a.drl:line 3, column 27: unexpected \"=\" in rule \"r\" (Maybe == was meant)");
        assertProblem(
                rule("Profile( number(\"balance\") <> 5 )"),
                "a.drl:line 3, column 33: unexpected \">\" in rule \"r\" (Maybe != was meant)");
        assertProblem(
                rule("Profile( isSet(\"plan\") and isSet(\"balance\") )"),
                "a.drl:line 3, column 28: unexpected \"and\" in rule \"r\" (Maybe && was meant, or a comma)");
        assertProblem(
                rule("Profile( isSet \"plan\" )"),
                "a.drl:line 3, column 20: unexpected text \"plan\" in rule \"r\""
                        + " (Maybe something is missing just before it)");
    }

    @Test
    void knowsAMisspeltKeywordAndAMissingName() {
        assertProblem(
                "rule \"r\" wen Profile() then end",
                "a.drl:line 1, column 10: unexpected \"wen\" in rule \"r\" (Maybe when instead of wen)");
        assertProblem(
                "rule when Profile() then end",
                "a.drl:line 1, column 6: unexpected \"when\" (Maybe the name of the rule is missing)");
        assertProblem(
                "garbage here",
                "a.drl:line 1, column 1: unexpected \"garbage\" (Maybe something is missing just before it)");
    }

    @Test
    void namesTheRuleWhoseEndIsMissing() {
        String unended = rule("Profile()").replace("end\n", "");
        assertProblem(
                unended + rule("Profile()").replace("\"r\"", "\"b\""),
                "a.drl:line 1, column 6: rule \"r\" has no end (Maybe add a line end after its last action)");
        assertProblem(
                "rule \"c\" when Profile() then verdicts.mustMention(\"x\");",
                "a.drl:line 1, column 6: rule \"c\" has no end (Maybe add a line end after its last action)");
    }

    @Test
    void placesATextThatIsNotClosed() {
        assertProblem(
                rule("Profile( text(\"plan\") == \"PREPAID )"),
                "a.drl:line 3, column 30: a text begins here and is not closed"
                        + " (Maybe one of the \" in this line is missing)");
        assertThat(Sample.problems(rule("Profile( text(\"plan\") != \"a\\\\\" )")))
                .noneMatch(p -> p.contains("closed"));
    }

    @Test
    void placesWhatIsWrongInActions() {
        assertProblem(
                action("    verdicts.mustMention(\"x\")"),
                "a.drl:line 5, column 29: the actions of rule \"r\" end too early (Maybe a ; is missing at the end)");
        assertProblem(
                action("\n  // two\n    int i = 3\n  int j = 4;"),
                "a.drl:line 8, column 3: unexpected \"int\" in the actions of rule \"r\""
                        + " (Maybe a ; is missing before it)");
        assertProblem(
                action("    verdicts.mustMention(\"x\";"),
                "a.drl:line 5, column 29: unexpected \";\" in the actions of rule \"r\""
                        + " (Maybe a ) is missing before it)");
        assertProblem(
                action("    verdicts.mustMention(\"x\"));"),
                "a.drl:line 5, column 30: unexpected \")\" in the actions of rule \"r\" (Maybe this ) is one too many)");
        assertProblem(
                action("    int i = 1;\n    int j = ;"),
                "a.drl:line 6, column 13: unexpected \";\" in the actions of rule \"r\""
                        + " (Maybe a value is missing before it)");
        assertProblem(
                action("    }"),
                "a.drl:line 5, column 5: unexpected \"}\" in the actions of rule \"r\" (Maybe this } is one too many)");
    }

    @Test
    void whateverIsWrittenTheMessageIsShortAndPlaced() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Token> tokens = Lexer.tokens(SOUND);
        for (int i = 0; i < 2_000; i++) {
            Token one = tokens.get(random.nextInt(tokens.size()));
            Token other = tokens.get(random.nextInt(tokens.size()));
            String put = random.nextBoolean() ? "" : SOUND.substring(other.start(), other.end());
            String drl = SOUND.substring(0, one.start()) + put + SOUND.substring(one.end());
            List<io.tact.ruleset.Problem> problems = new java.util.ArrayList<>();
            SyntaxCheck.parse(DrlFile.of("a.drl", drl), problems);
            assertThat(problems).as("seed %d: %s", seed, drl).allSatisfy(problem -> {
                assertThat(problem.toString().lines()).hasSize(1);
                assertThat(problem.toString()).hasSizeLessThan(200).doesNotContainPattern("Exception|ERR|org\\.");
                assertThat(problem.row()).isPositive();
            });
        }
    }
}

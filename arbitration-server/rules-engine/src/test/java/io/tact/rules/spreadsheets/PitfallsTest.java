package io.tact.rules.spreadsheets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.ruleset.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Drools passes over in silence, or takes for something else, is told by cell. */
class PitfallsTest {
    private static final String HEAD = "RuleSet;tact\n;\nRuleTable Care\n";
    private static final String PLAIN = HEAD
            + """
            CONDITION;ACTION
            Profile;
            "number(""score"") >= $param";"verdicts.mustMention(""$param"");"
            score;say
            """;

    private static List<String> told(String name, byte[] content) {
        List<Problem> problems = new ArrayList<>();
        DroolsSpreadsheet.read(name, content, problems);
        return problems.stream().map(Problem::toString).toList();
    }

    private static List<String> told(String csv) {
        return told("r.drl.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSoundTableIsRead() {
        assertThat(told(PLAIN + "0.5;hello\n0.7;bye\n")).isEmpty();
    }

    @Test
    void aMarkAndSemicolonsAreReadAsTheyWereMeant() {
        List<Problem> problems = new ArrayList<>();
        byte[] content = ("\uFEFF" + PLAIN + "0.5;hello\n").getBytes(StandardCharsets.UTF_8);
        assertThat(DroolsSpreadsheet.read("r.drl.csv", content, problems)
                        .orElseThrow()
                        .original())
                .contains("package tact;")
                .contains("Profile(number(\"score\") >= 0.5)")
                .contains("verdicts.mustMention(\"hello\");");
        assertThat(problems).isEmpty();
    }

    @Test
    void aRowAfterABlankOneIsNoRule() {
        assertThat(told(PLAIN + "0.5;hello\n;\n0.7;bye\n"))
                .containsExactly("r.drl.csv!A10: row 9 is blank, and the table ends there: this row is no rule"
                        + " (Delete the blank row; move what is no rule beside or above the table)");
    }

    @Test
    void aRowWithoutConditionsAndOneWithoutActions() {
        assertThat(told(PLAIN + ";hello\n0.7;\n"))
                .containsExactly(
                        "r.drl.csv!A8: this row has no condition, and would hold for everybody"
                                + " (Fill in a condition; who means everybody writes one that says so)",
                        "r.drl.csv!A9: this row does nothing: it has no action (Fill in an action, or delete the row)");
    }

    @ParameterizedTest
    @CsvSource({
        "XYZ,is no kind of column",
        "Notes,is no kind of column",
        "ENTRY-POINT,is no kind of column",
        "TIMER,is not allowed in rules of Tact",
        "AGENDA-GROUP,is not allowed in rules of Tact"
    })
    void aTitleThatWouldBeReadByItsFirstLetterAndOneThatIsNotAllowed(String title, String reason) {
        List<String> told = told(PLAIN.replace("CONDITION;", title + ";") + "0.5;hello\n");
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith("r.drl.csv!A4: ")
                .contains(reason)
                .contains("CONDITION, ACTION, NAME, DESCRIPTION, PRIORITY");
    }

    @ParameterizedTest
    @CsvSource({"p.Evil.hit()", "System.exit(1)", "0.5) || eval(true", "score", "'0.5, 0.6'"})
    void aCellThatWouldBeCompiledMustBeAValue(String cell) {
        assertThat(told(PLAIN + cell + ";hello\n"))
                .containsExactly(
                        "r.drl.csv!A8: \"" + cell + "\" would be compiled as it stands (Put the $ in quotes in A6,"
                                + " or write a number, true, false, a constant or a text in quotes here)");
    }

    @Test
    void typographicQuotesTwoNamesAndPrioritiesInWords() {
        String csv = HEAD + "NAME;PRIORITY;CONDITION;ACTION\n;;Profile;\n"
                + ";;\"flag(\"\"app\"\") == $param\";verdicts.mustMention(\u201C$param\u201D);\n;;;\n"
                + "one;10;true;a\none;high;false;b\n";
        assertThat(told(csv))
                .containsExactly(
                        "r.drl.csv!D6: the quote \u201C is for print, and no rule has it (Write \" instead)",
                        "r.drl.csv!D8: \"a\" would be compiled as it stands (Put the $ in quotes in D6,"
                                + " or write a number, true, false, a constant or a text in quotes here)",
                        "r.drl.csv!B9: priority \"high\" is no whole number (Write one, such as 10)",
                        "r.drl.csv!D9: \"b\" would be compiled as it stands (Put the $ in quotes in D6,"
                                + " or write a number, true, false, a constant or a text in quotes here)",
                        "r.drl.csv!A9: row 8 has the name \"one\" too (Give each rule a name of its own)");
    }

    @Test
    void codeAndImportsAboveTheTable() {
        String csv = "RuleSet;tact\nImport;\"java.util.*, io.tact.facts.*\"\nFunctions;function void f() {}\n"
                + PLAIN.substring(PLAIN.indexOf("RuleTable")) + "0.5;hello\n";
        assertThat(told(csv))
                .containsExactly(
                        "r.drl.csv!B2: \"java.util.*\" cannot be imported: rules see Tact's facts only (Take it out; Request,"
                                + " Profile, History, Slot and the verdicts need no import)",
                        "r.drl.csv!A3: Functions is not allowed: rules look at facts and say verdicts, and nothing else"
                                + " (Take it out; write what it did as conditions)");
    }

    @Test
    void aFileWithoutATable() {
        assertThat(told("just,text\n"))
                .containsExactly("r.drl.csv: no cell of the first sheet begins a table of rules"
                        + " (Write RuleTable and a name above its columns)");
        assertThat(told("r.drl.xlsx", new byte[] {1, 2, 3})).hasSize(1);
        assertThat(told("r.drl.xls", new byte[] {1, 2, 3}))
                .containsExactly("r.drl.xls: this is no workbook that can be read (Maybe save it again as .xlsx)");
    }

    @ParameterizedTest
    @CsvSource({"RuleTables Care", "RuleTable-Care", "'RuleTable\tCare'"})
    void whatLooksLikeATableToPeopleOnly(String start) {
        assertThat(told(PLAIN.replace("RuleTable Care", start) + "0.5;hello\n"))
                .contains("r.drl.csv!A3: \"" + start + "\" begins no table of rules"
                        + " (Write RuleTable, a blank and a name)");
    }

    @Test
    void cellsWithFewerOrMoreValuesThanAreAskedFor() {
        String two = PLAIN.replace("$param\"\");", "$1 and $2\"\");");
        assertThat(told(two + "0.5;\"tea, milk\"\n")).isEmpty();
        assertThat(told(two + "0.5;tea\n0.6;\"tea, milk, sugar\"\n"))
                .containsExactly(
                        "r.drl.csv!B8: this cell has 1 value, and the column asks for 2"
                                + " (Write $param in B6 for the whole cell)",
                        "r.drl.csv!B9: this cell has 3 values, separated by commas, and the column asks for 2"
                                + " (Write $param in B6 for the whole cell)");
        assertThat(told(PLAIN.replace("$param\"\");", "$1\"\");") + "0.5;\"Please pay, now\"\n"))
                .containsExactly("r.drl.csv!B8: this cell has 2 values, separated by commas, and the column asks for 1"
                        + " (Write $param in B6 for the whole cell)");
    }

    @Test
    void aCellOfForallThatWouldBeCompiled() {
        String any = PLAIN.replace("\"number(\"\"score\"\") >= $param\"", "forall(||){lines == $}");
        assertThat(told(any + "\"1, 2\";hello\n")).isEmpty();
        assertThat(told(any + "\"1, lines\";hello\n"))
                .containsExactly("r.drl.csv!A8: \"lines\" would be compiled as it stands (Put the $ in quotes in A6,"
                        + " or write a number, true, false, a constant or a text in quotes here)");
    }

    @Test
    void aNumberThatJavaWouldReadInEights() {
        assertThat(told(PLAIN + "010;hello\n"))
                .containsExactly("r.drl.csv!A8: \"010\" would be compiled as it stands (Put the $ in quotes in A6,"
                        + " or write a number, true, false, a constant or a text in quotes here)");
    }

    @Test
    void aFlagThatIsNeitherTrueNorFalse() {
        String flags = PLAIN.replace("CONDITION;ACTION", "CONDITION;ACTION;ENABLED");
        assertThat(told(flags + "0.5;hello;true\n0.6;hello;no\n")).isEmpty();
        assertThat(told(flags + "0.5;hello;oui\n"))
                .containsExactly("r.drl.csv!C8: \"oui\" is neither true nor false, and Drools would take it for false"
                        + " (Write true or false)");
    }

    @Test
    void linesThatEndInTheOldWay() {
        assertThat(told((PLAIN + "0.5;hello\n").replace('\n', '\r'))).isEmpty();
    }

    @Test
    void aQuoteThatIsNeverClosedSwallowsNoRows() {
        assertThat(told(HEAD + "NAME;CONDITION;ACTION\n;Profile;\n;$p;\nname;if;then\none;\"x;y\ntwo;z;w\n"))
                .contains("r.drl.csv!B8: a quote is opened here and never closed (Maybe double a quote that belongs to"
                        + " the text)");
    }
}

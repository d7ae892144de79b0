package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.facts.Verdict;
import io.tact.model.Slot;
import io.tact.port.CouldNotDecideException;
import io.tact.rules.drools.source.DrlFile;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that are well written, and would take all time or memory: each is stopped, and the same rules answer on. */
class ExhaustionTest {
    private static final String LONG = "a".repeat(990);
    private static final String TIRED = "the rules do more than they may in one decision";
    private static final String TOO_LONG = "characters together, and 10000 is the most";

    private static List<Slot> slots(int count) {
        return IntStream.range(0, count).mapToObj(i -> Sample.slot("SMS" + i)).toList();
    }

    private static List<Verdict> ask(DrlRules rules, List<Slot> slots) {
        return rules.verdicts(Sample.facts(Map.of("plan", "PREPAID")), Sample.NO_HITS, slots);
    }

    private static void assertStopped(String drl, int slots, String why) {
        try (DrlRules rules = Sample.compile(drl)) {
            assertThatThrownBy(() -> ask(rules, slots(slots)))
                    .isInstanceOf(CouldNotDecideException.class)
                    .hasMessageContaining(why);
            assertThat(ask(rules, List.of())).containsExactly(new Verdict.MustMention("sound", "yes"));
        }
    }

    /** A rule that acts for each pairing of slots, and one that always speaks. */
    private static String forEach(String slots, String action) {
        return "rule \"r\" when " + slots + " $p : Profile() then " + action + " end\n"
                + "rule \"sound\" when Profile() then verdicts.mustMention(\"yes\"); end";
    }

    private static String doubled(int times) {
        StringBuilder text = new StringBuilder("String a0 = \"" + LONG + "\"; ");
        for (int i = 1; i <= times; i++) {
            text.append("String a%d = a%d + a%d; ".formatted(i, i - 1, i - 1));
        }
        return text.toString();
    }

    @Test
    void aTextThatDoublesTwelveTimesForEachPairing() {
        assertStopped(forEach("Slot() Slot() Slot()", doubled(12) + "verdicts.mustMention(a12);"), 21, TOO_LONG);
    }

    @Test
    void longTextsForEachPairing() {
        assertStopped(forEach("Slot() Slot() Slot()", doubled(3) + "verdicts.mustMention(a3);"), 21, TIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "a3.contains(c)",
        "a3.indexOf(c) > 0",
        "'a3.indexOf(c, 1) > 0'",
        "a3.toUpperCase().length() == 1",
        "a3.substring(1).isEmpty()",
        "a3.equalsIgnoreCase(a2 + a2)"
    })
    void aSearchThroughLongTextsForEachPairing(String search) {
        String action = doubled(3) + "String c = a2 + \"b\"; if (" + search + ") { }";
        assertStopped(forEach("Slot() Slot() Slot()", action), 21, TIRED);
    }

    @Test
    void patternsMatchedWithALongText() {
        String matched = IntStream.range(0, 12)
                .mapToObj(i -> "\"" + LONG + "\".trim() not matches \".*x.*y" + i + "\"")
                .collect(Collectors.joining(", ", "Slot( ", " )"));
        assertStopped(forEach(matched, ""), 1, TIRED);
    }

    @Test
    void moreVerdictsThanCanBeApplied() {
        String many = "verdicts.withhold(everything(), \"x\");".repeat(20);
        assertStopped(forEach("Slot() Slot() Slot()", many), 13, TIRED);
    }

    @Test
    void manyRulesThatLookAtManySlots() {
        StringBuilder drl = new StringBuilder(forEach("", "").replace("rule \"r\"", "rule \"r\" enabled false"));
        for (int i = 0; i < 20; i++) {
            drl.append("\nrule \"r%d\" when (Slot() or Slot( this != null )) then end".formatted(i));
        }
        assertStopped(drl.toString(), 30_000, "30000 messages may be sent, and 40 rules");
    }

    @Test
    void alternativesAreNotPairedWithEachOther() {
        List<Slot> some = new ArrayList<>(slots(1_000));
        some.add(Sample.slot("SMS"));
        some.add(Sample.slot("PUSH"));
        String either =
                "(Slot( channel.name == \"SMS\" ) or Slot( channel.name == \"PUSH\" ) or Slot( channel.name == \"IVR\" ))";
        try (DrlRules rules = Sample.compile(forEach(either, "verdicts.mustMention(\"x\");"))) {
            assertThat(ask(rules, some)).hasSize(3);
        }
    }

    @Test
    void shortTextsAndSearchesAreFree() {
        String drl = forEach(
                "$s : Slot( channel.name.contains(\"MS\"), channel.name matches \"SMS[0-9]*\" )",
                "if ($s.channel().name().indexOf(\"S\", 1) == 2) verdicts.mustMention(\"x\" + $s.channel().name());");
        try (DrlRules rules = Sample.compile(drl)) {
            assertThat(ask(rules, slots(500))).hasSize(501);
        }
    }

    /** What rules share is generated in another way where more than ten share it. */
    @Test
    void manyRulesMayShareACondition() {
        StringBuilder drl = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            drl.append(
                    "rule \"r%d\" when Profile( lines == 1 ) then verdicts.mustMention(\"%d\"); end\n".formatted(i, i));
        }
        assertThat(Sample.ask(drl.toString(), Map.of())).hasSize(25);
    }

    @Test
    void aFileWithoutRulesIsNoReasonToBuildForEver() {
        List<Problem> problems = new ArrayList<>();
        try (DrlRules rules = DrlRules.compile(Sample.VOCABULARY, Sample.files("// later"), problems)
                .orElseThrow()) {
            assertThat(ask(rules, slots(1))).isEmpty();
        }
        assertThat(problems.stream().map(Problem::toString))
                .containsExactly("a.drl: warning: no rule in this file (Maybe delete it, or write a rule)");
    }

    @Test
    void tensOfThousandsOfRulesAreNotLookedAtOneByOne() {
        String many = "rule a when then end\n".repeat(40_000);
        List<Problem> problems = new ArrayList<>();
        Vetting vetting = new Vetting(Sample.VOCABULARY, problems);
        vetting.look(DrlFile.of("a.drl", many));
        vetting.look(DrlFile.of("b.drl", many));
        vetting.look(DrlFile.of("c.drl", many));

        // Of the 400 that were looked at, 399 have the name of the first.
        assertThat(problems).hasSize(401);
        assertThat(problems.stream().map(Problem::toString))
                .contains(
                        "a.drl:line 401, column 1: there are more than 400 rules"
                                + " (Maybe write them as rows of a table: those may be many)",
                        "c.drl: the rules up to here have more than 2000000 characters"
                                + " (Maybe write rules that differ only in figures as rows of a table)");
    }

    @Test
    void notEveryErrorIsLookedForWhereThereAreHundreds() {
        StringBuilder drl = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            drl.append("rule \"r%d\" when Profile() then verdicts.mustMention(%d); end\n".formatted(i, i));
        }
        List<Problem> none = new ArrayList<>();
        Vetting vetting = new Vetting(Sample.VOCABULARY, none);
        vetting.look(DrlFile.of("a.drl", drl.toString()));
        assertThat(none).isEmpty();

        List<String> problems = BuildErrors.of(vetting.fit(), List.of("wrong"), 12).stream()
                .map(Problem::toString)
                .toList();
        assertThat(problems.get(0)).startsWith("a.drl:line 1, ").contains("mustMention takes (String), not (int)");
        assertThat(problems)
                .hasSizeLessThan(12)
                .last()
                .asString()
                .contains("line 21, column 1: at least one of the 20 rules from here on cannot be built either"
                        + " (Correct the errors that are told first)");
    }
}

package io.tact.rules.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrlProblemsTest {
    private static String rule(String name, String condition) {
        return "rule \"" + name + "\"\nwhen\n    " + condition + "\nthen\n    verdicts.mustMention(\"x\");\nend\n";
    }

    private static String action(String action) {
        return "rule \"r\"\nwhen\n    $p : Profile()\nthen\n    " + action + "\nend\n";
    }

    private static void assertProblem(String drl, String expected) {
        assertThat(Sample.problems(drl)).singleElement().asString().startsWith(expected);
    }

    @Test
    void placesAnOutcomeThatIsNone() {
        assertProblem(
                rule("r", "History( outcomes(\"REFUSD\", \"P30D\") > 2 )"),
                "a.drl:line 3, column 23: \"REFUSD\" is not one of [SENT, ");
    }

    @Test
    void placesARelationThatIsNone() {
        assertProblem(
                rule("r", "Profile( hasRelation(\"ONGOING_CONTRAT\") )"),
                "a.drl:line 3, column 26: \"ONGOING_CONTRAT\" is not one of [EXISTING_CUSTOMER, OWN_SIMILAR_PRODUCT,"
                        + " ONGOING_CONTRACT, EXPRESS_REQUEST] (Maybe ONGOING_CONTRACT)");
    }

    @Test
    void refusesAListInWhichNothingIsEverEqual() {
        assertProblem(
                rule("r", "Slot( channel in (\"SMS\", \"PUSH\") )"),
                "a.drl:line 3, column 23: what is Channel is never equal to what is String (Write channel.name in (\"SMS\", …))");
        assertProblem(
                rule("r", "Slot( confirmsOptOut() == false && purpose not in (\"MARKETING\") )"),
                "a.drl:line 3, column 56: what is Purpose is never equal to what is String");
        assertProblem(
                rule("r", "Profile( language in (1, 2) )"),
                "a.drl:line 3, column 27: what is String is never equal to what is int");
    }

    @Test
    void saysWhatToWriteInsteadOfOperatorsThatRulesLack() {
        assertProblem(
                rule("r", "Profile( language contains \"f\" )"),
                "a.drl:line 3, column 23: \"contains\" is not allowed in a rule (There are in, not in and matches,"
                        + " and methods of texts, such as language.contains(\"f\"))");
    }

    @Test
    void refusesAnAttributeTheDictionaryDoesNotHave() {
        assertProblem(
                rule("r", "Profile( number(\"balanse\") < 5 )"),
                "a.drl:line 3, column 21: attribute \"balanse\" is not in the data dictionary (Maybe balance)");
        assertProblem(rule("r", "Profile( isSet(\"zzz\") )"), "a.drl:line 3, column 20: attribute \"zzz\"");
        assertProblem(
                action("verdicts.mustMention($p.text(\"plam\"));"), "a.drl:line 5, column 34: attribute \"plam\"");
    }

    @Test
    void refusesAnAttributeReadAsTheWrongTypeOrFromTheWrongFact() {
        assertProblem(
                rule("r", "Profile( text(\"balance\") == \"5\" )"),
                "a.drl:line 3, column 14: balance is a NUMBER, not a STRING (Read it with number(\"balance\"))");
        assertProblem(
                rule("r", "Request( text(\"plan\") == \"PREPAID\" )"),
                "a.drl:line 3, column 14: plan is an attribute of the profile (Ask the fact Profile)");
        assertProblem(
                rule("r", "Profile( text(\"call_reason\") == \"X\" )"),
                "a.drl:line 3, column 14: call_reason is an attribute of the request context (Ask the fact Request)");
    }

    @Test
    void refusesAnAttributeWhoseNameIsWorkedOut() {
        assertProblem(
                rule("r", "Profile( $l : language, text($l) == \"x\" )"),
                "a.drl:line 3, column 29: text(…) needs the name of one attribute as a text");
    }

    @Test
    void refusesConstantsOfTheWrongType() {
        assertProblem(
                rule("r", "Profile( number(\"balance\") < \"abc\" )"),
                "a.drl:line 3, column 34: balance is a NUMBER and cannot be compared with the text \"abc\"");
        assertProblem(rule("r", "Profile( text(\"plan\") == 5 )"), "a.drl:line 3, column 30: plan is a STRING");
        assertProblem(
                rule("r", "Profile( text(\"plan\") > \"A\" )"), "a.drl:line 3, column 27: plan is a STRING and has no");
        assertProblem(
                rule("r", "Profile( text(\"plan\") in (\"PREPAID\", \"POSTPIAD\") )"),
                "a.drl:line 3, column 42: plan is never the text \"POSTPIAD\" (It is one of POSTPAID, PREPAID)");
        assertProblem(
                rule("r", "Profile( flag(\"open_complaint\") == \"yes\" )"), "a.drl:line 3, column 40: open_comp");
        assertProblem(
                rule("r", "Profile( date(\"contract_end\") < \"2026-01-01\" )"),
                "a.drl:line 3, column 37: contract_end is a DATE");
        assertProblem(
                rule("r", "Profile( date(\"contract_end\") < day(\"2026-02-30\") )"),
                "a.drl:line 3, column 41: \"2026-02-30\" is not a day");
        assertProblem(
                rule("r", "History( contacts(\"7 days\") > 2 )"), "a.drl:line 3, column 23: \"7 days\" is not a len");
        assertProblem(
                action("verdicts.withhold(purpose(\"MARKETIN\"), \"x\");"),
                "a.drl:line 5, column 31: \"MARKETIN\" is not one of [EMERGENCY, TRANSACTIONAL, SERVICE, COLLECTIONS, RESEARCH,"
                        + " MARKETING] (Maybe MARKETING)");
    }

    @Test
    void refusesToCalculateWithWhatMayNotBeSet() {
        assertProblem(
                rule("r", "Profile( flag(\"open_complaint\") )"),
                "a.drl:line 3, column 14: flag(\"open_complaint\") alone cannot be judged where it is not set");
        assertProblem(
                rule("r", "Profile( number(\"balance\") * 2 < 5 )"), "a.drl:line 3, column 14: balance may not be set");
        assertProblem(
                action("verdicts.prefer(everything(), $p.number(\"balance\"));"),
                "a.drl:line 5, column 38: balance may not be set");
        assertThat(Sample.problems(rule("r", "Profile( isSet(\"balance\"), number(\"balance\") * 2 < 5 )")))
                .isEmpty();
    }

    @Test
    void placesWhatTheCompilerFindsInConditions() {
        assertProblem(rule("r", "Profile( nosuch < 5 )"), "a.drl:line 3, column 14: Profile has no nosuch");
        assertProblem(
                rule("r", "Foo( )"),
                "a.drl:line 3, column 5: there is no fact Foo (The facts are History, Profile, Request, Slot, TableHits)");
        assertProblem(rule("r", "Profil( )"), "a.drl:line 3, column 5: there is no fact Profil (Maybe Profile)");
        assertProblem(rule("r", "Profile( bogus(\"s\") )"), "a.drl:line 3, column 14: Profile has no bogus(");
        assertProblem(
                rule("r", "Slot( purpose == \"MARKETIN\" )"),
                "a.drl:line 3, column 11: a Purpose cannot be compared with a String");
        assertProblem(
                rule("r", "Slot( purpose == Purpose.MARKETIN )"),
                "a.drl:line 3, column 30: Purpose has no MARKETIN (Maybe MARKETING)");
        assertProblem(rule("r", "Request( localTime.our == 3 )"), "a.drl:line 3, column 24: ZonedDateTime has no our");
        assertProblem(
                rule("r", "Request( today > \"2026-01-01\" )"),
                "a.drl:line 3, column 22: \"2026-01-01\" is not what is asked for here");
        assertProblem(
                rule("r", "accumulate( Slot(); $n : counnt(1) )"),
                "a.drl:line 3, column 30: there is no function counnt (Maybe count)");
        assertProblem(rule("r", "Profile( lines == \"many\" )"), "a.drl:line 3, column 23: ");
    }

    @Test
    void placesWhatTheCompilerFindsInActions() {
        assertProblem(action("verdicts.forbid(\"x\");"), "a.drl:line 5, column 14: Verdicts has no forbid(…)");
        assertProblem(
                action("verdicts.mustMention(3);"), "a.drl:line 5, column 14: mustMention takes (String), not (int)");
        assertProblem(
                action("verdicts.withold(everything(), \"x\");"),
                "a.drl:line 5, column 14: Verdicts has no withold(…) (Maybe withhold)");
        assertProblem(action("int x = nothing;"), "a.drl:line 5, column 13: there is no nothing here");
    }

    @Test
    void doesNotTakeAPartOfAConstantForTheWhole() {
        assertThat(Sample.problems(action("verdicts.withhold(purpose(\"MARKET\" + \"ING\"), \"x\");")))
                .isEmpty();
    }

    @Test
    void namesNoClassThatOnlyDroolsKnows() {
        List<String> told = Sample.problems(
                action("foo();"),
                action("$p.getLanguage().getClass();").replace("\"r\"", "\"s\""),
                action("verdicts.withhold(categry(\"PLAN\"), \"x\");").replace("\"r\"", "\"t\""),
                rule("u", "Profile( date(\"contract_end\") > today )"),
                rule("v", "Profile( language matches \"[\" )"));

        assertThat(told)
                .hasSize(5)
                .contains("c.drl:line 5, column 23: there is no categry(…) (Maybe category)")
                .noneSatisfy(
                        problem -> assertThat(problem).containsPattern("Lambda|_this|\\bjava\\.|tact\\.|Exception"));
    }

    @Test
    void refusesARuleNameUsedTwice() {
        assertThat(Sample.problems(rule("same", "Profile()"), "\n" + rule("same", "Slot()")))
                .singleElement()
                .asString()
                .startsWith("b.drl:line 2, column 1: rule \"same\" has the name of the rule in a.drl line 1");
    }

    @Test
    void refusesEverythingButRules() {
        String drl = "import java.util.List;\n"
                + "global java.util.List list;\n"
                + "function int f(int x) { return x; }\n"
                + "declare Thing a : int end\n"
                + "query q() Slot() end\n"
                + "rule \"r\" timer (int: 1s) when then end\n"
                + "import accumulate java.lang.Foo foo;\n";
        assertThat(Sample.problems(drl))
                .extracting(p -> p.substring(0, p.indexOf(" is not allowed")))
                .containsExactly(
                        "a.drl:line 1, column 1: import java.util.List",
                        "a.drl:line 2, column 1: global list",
                        "a.drl:line 3, column 1: function f",
                        "a.drl:line 4, column 9: declare Thing",
                        "a.drl:line 5, column 1: query q",
                        "a.drl:line 6, column 10: attribute timer",
                        "a.drl:line 7, column 1: import accumulate java.lang.Foo");
    }

    @Test
    void reportsAllErrorsOfAllFilesAtOnce() {
        String semantic = rule("a", "Profile( nosuch < 5 )") + rule("b", "Profile()") + rule("c", "Foo()");
        String mixed = rule("d", "Profile( number(\"balanse\") < 5 )")
                + action("verdicts.forbid(\"x\");").replace("\"r\"", "\"e\"");
        String broken = rule("f", "Profile( < )");
        assertThat(Sample.problems(semantic, mixed, broken))
                .extracting(p -> p.substring(0, p.indexOf(',')))
                .isEqualTo(List.of("a.drl:line 3", "a.drl:line 15", "b.drl:line 3", "b.drl:line 11", "c.drl:line 3"));
    }

    @Test
    void warnsOfAFileWithoutRules() {
        assertThat(Sample.problems("", "// nothing yet\n", rule("r", "Profile()")))
                .containsExactly(
                        "a.drl: warning: no rule in this file (Maybe delete it, or write a rule)",
                        "b.drl: warning: no rule in this file (Maybe delete it, or write a rule)");
    }
}

package io.tact.rules.tables;

import static io.tact.rules.tables.Broken.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an author is told of tables, word for word. */
class BrokenTablesTest {
    @Test
    void hasNothingToSayOfASoundRuleset() {
        assertThat(new SampleRuleset().problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereWhatAndWhatToDo(String file, String text, List<String> expected) {
        assertThat(new SampleRuleset().with(file, text).problems()).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(attributes(), catalogue(), eligibility(), scoring()).flatMap(List::stream);
    }

    private static List<Arguments> attributes() {
        String file = "attributes.csv";
        String title = "name,scope,type,unit,allowed\n";
        return List.of(
                one(
                        file,
                        title + "Plan,PROFILE,STRING,,\n",
                        "attributes.csv!A2: name (\"Plan\") must be a name of at most 64 letters, digits and"
                                + " _, starting with a small letter (Maybe plan)"),
                one(
                        file,
                        title + "plan,PROFIL,TEXT,,\n",
                        "attributes.csv!B2: scope (\"PROFIL\") must be one of PROFILE, CONTEXT (Maybe PROFILE)",
                        "attributes.csv!C2: type (\"TEXT\") must be one of STRING, NUMBER, BOOLEAN, DATE, INSTANT"),
                one(
                        file,
                        title + "plan,PROFILE,STRING,,\nplan,CONTEXT,STRING,,\n",
                        "attributes.csv!A3: name plan is in row 2 already (Every row needs its own)"),
                one(
                        file,
                        title + "plan,PROFILE,BOOLEAN,cents,A|B\n",
                        "attributes.csv!D2: unit is for type NUMBER only, and this is BOOLEAN (Leave the"
                                + " cell empty)",
                        "attributes.csv!E2: allowed is for type STRING only, and this is BOOLEAN (Leave the"
                                + " cell empty)"),
                one(
                        file,
                        title + "plan,PROFILE,STRING,,A||B\n",
                        "attributes.csv!E2: allowed (\"A||B\") has an empty place in its list (Maybe delete"
                                + " one |)"),
                one(
                        file,
                        "name,scope,kind\nplan,PROFILE,STRING\n",
                        "attributes.csv: the column type is missing (Maybe its title in row 1 is misspelt)",
                        "attributes.csv!C1: the table attributes has no column \"kind\" (The columns are name, scope,"
                                + " type, unit, allowed, description, binding, citation, verified, source, note)"),
                one(
                        file,
                        "name,scope,types,unit_code,allowed\nplan,PROFILE,STRING,,\n",
                        "attributes.csv!C1: the table attributes has no column \"types\" (Maybe type. The columns are"
                                + " name, scope, type, unit, allowed, description, binding, citation, verified, source, note)",
                        "attributes.csv!D1: the table attributes has no column \"unit_code\" (Maybe unit. The columns are"
                                + " name, scope, type, unit, allowed, description, binding, citation, verified, source, note)"));
    }

    private static List<Arguments> catalogue() {
        String file = "catalogue.csv";
        String title = "campaign,offer,treatment,channel,starts,ends,priority,value,prior\n";
        return List.of(
                one(
                        file,
                        title + "A,O,T,SMS,,,,many,0.1\n",
                        "catalogue.csv!H2: value (\"many\") must be a number such as 12 or -0.5"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,99999999999,0.1\n",
                        "catalogue.csv!H2: value (\"99999999999\") must be a number within ±8000000000"
                                + " (Maybe choose a larger unit)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,0.1234567,0.1\n",
                        "catalogue.csv!H2: value (\"0.1234567\") must be a number with at most six decimal"
                                + " places (Maybe round it)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,\"0,5\",0.1\n",
                        "catalogue.csv!H2: value (\"0,5\") must be a number such as 12 or -0.5 (Maybe 0.5)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1e999999999,0.1\n",
                        "catalogue.csv!H2: value (\"1e999999999\") must be a number within ±8000000000"
                                + " (Maybe choose a larger unit)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,5\n",
                        "catalogue.csv!I2: prior (\"5\") must be from 0 to 1 (Maybe 0.05 for 5 %)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,1.5,1,0.1\n",
                        "catalogue.csv!G2: priority (\"1.5\") must be a whole number within ±2147483647"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,0.1\nA,O,T,PUSH,,,,1,0.1\n",
                        "catalogue.csv!C3: treatment T is in row 2 already (Every row needs its own)"),
                one(
                        file,
                        title + "A,O,T,sms,,,,1,0.1\n",
                        "catalogue.csv!D2: channel (\"sms\") must be a channel such as SMS or CALL_CENTRE"
                                + " (Maybe SMS)"),
                one(file, title + "A,,T,SMS,,,,1,0.1\n", "catalogue.csv!B2: offer must not be empty"),
                one(
                        file,
                        "campaign,offer,treatment,channel,prior,value,contact_cost,incentive_cost\nA,O,T,SMS,0.1,-1,-2,-3\n",
                        "catalogue.csv!F2: value (\"-1\") must be 0 or more",
                        "catalogue.csv!G2: contact_cost (\"-2\") must be 0 or more",
                        "catalogue.csv!H2: incentive_cost (\"-3\") must be 0 or more"),
                one(
                        file,
                        "campaign,offer,treatment,channel,prior,content.french,content.fr-CA\nA,O,T,SMS,0.1,Oui,Oui\n",
                        "catalogue.csv!F1: content. (\"french\") must be a language tag such as fr or fr-CA (Maybe fr)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,0.1,\nB,P,U,SMS,,,,1\n",
                        "catalogue.csv!I3: warning: prior is empty: where no propensity is known, treatment U counts as"
                                + " always accepted (Maybe give the share of subscribers who accept, such as 0.05)",
                        "catalogue.csv!I3: warning: row 3 ends after 8 of 9 cells (What is missing counts as empty; maybe a"
                                + " separator was forgotten)"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-01-01,2026-02-01,,1,0.1\nA,O,U,PUSH,2026-01-01,2026-03-01,,1,0.1\n",
                        "catalogue.csv!F3: ends (\"2026-03-01\") of campaign A is another in row 2 (It"
                                + " belongs to the campaign: give the same one in each row, or leave the others empty)"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-02-01,2026-01-01,,1,0.1\n",
                        "catalogue.csv!F2: ends is not after starts: campaign A never runs (Maybe they are"
                                + " swapped)"),
                one(
                        file,
                        title + "A,O,T,SMS,01/02/2026,,,1,0.1\n",
                        "catalogue.csv!E2: starts (\"01/02/2026\") must be a date such as 2026-11-23"),
                one(
                        file,
                        title + "A,O,T,SMS,2026-02-01T10:00:00,,,1,0.1\n",
                        "catalogue.csv!E2: starts (\"2026-02-01T10:00:00\") must be a date such as"
                                + " 2026-11-23, or an instant with its offset (Maybe add +01:00 or Z)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,\n",
                        "catalogue.csv!I2: warning: prior is empty: where no propensity is known, treatment"
                                + " T counts as always accepted (Maybe give the share of subscribers who accept, such"
                                + " as 0.05)"),
                one(
                        file,
                        title + "A,O,T,SMS,,,,1,0.1\n\nB,O,U,SMS,,,,1,0.1\n",
                        "catalogue.csv!A3: a blank row in the middle of the table (Maybe delete it: the"
                                + " table goes on in row 4)"));
    }

    private static List<Arguments> eligibility() {
        String file = "eligibility.csv";
        return List.of(
                one(
                        file,
                        "id,campaign,plan in\ne1,TOPPU,PREPAID\n",
                        "eligibility.csv!B2: campaign (\"TOPPU\") is no campaign of the catalogue (Maybe TOPUP)"),
                one(
                        file,
                        "id,campaign,plan in\ne1,DEVICE,PREPAYD|POSTPAID\n",
                        "eligibility.csv!C2: plan in (\"PREPAYD\") must be one of POSTPAID, PREPAID (Maybe"
                                + " PREPAID)"),
                one(
                        file,
                        "id,campaign,offer\ne1,DEVICE,TOPUP-10\n",
                        "eligibility.csv!A2: no treatment of the catalogue is all that the row names (Maybe"
                                + " one of its names belongs to another campaign)"),
                one(
                        file,
                        "id,balance <\ne1,low\n",
                        "eligibility.csv!B2: balance < (\"low\") must be a number such as 12 or -0.5"),
                one(
                        file,
                        "id,balance <\ne1,5 euros\n",
                        "eligibility.csv!B2: balance < (\"5 euros\") must be a number of cents (Maybe"
                                + " convert it from euros)"),
                one(
                        file,
                        "id,plan <,balanse <,balance ~,balance\ne1,A,1,2,3\n",
                        "eligibility.csv!B1: plan is of type STRING and has no order for < (Maybe use = or in)",
                        "eligibility.csv!C1: there is no attribute \"balanse\" (Maybe balance)",
                        "eligibility.csv!D1: \"~\" is no operator (The operators are = != < <= > >= in"
                                + " not-in is-set)",
                        "eligibility.csv!E1: the table eligibility has no column \"balance\", and it is no"
                                + " condition such as \"plan in\" (A condition is an attribute, a blank, and one of ="
                                + " != < <= > >= in not-in is-set)"),
                one(
                        file,
                        "id,plan =\ne1,PREPAID|POSTPAID\n",
                        "eligibility.csv!B2: plan = (\"PREPAID|POSTPAID\") must be one value (Maybe the"
                                + " column should be \"plan in\")"),
                one(
                        file,
                        "id,balance ==,plan <>,contract_end =<,score =>,open_complaint !,call_reason is\ne1,1,A,P1D,1,no,A\n",
                        "eligibility.csv!B1: \"==\" is no operator (Maybe =; the operators are = != < <= > >= in not-in is-set)",
                        "eligibility.csv!C1: \"<>\" is no operator (Maybe !=; the operators are = != < <= > >= in not-in is-set)",
                        "eligibility.csv!D1: \"=<\" is no operator (Maybe <=; the operators are = != < <= > >= in not-in is-set)",
                        "eligibility.csv!E1: \"=>\" is no operator (Maybe >=; the operators are = != < <= > >= in not-in is-set)",
                        "eligibility.csv!F1: \"!\" is no operator (Maybe !=; the operators are = != < <= > >= in not-in is-set)",
                        "eligibility.csv!G1: \"is\" is no operator (Maybe =; the operators are = != < <= > >= in not-in is-set)"),
                one(
                        file,
                        "id,balance<,score == 5,plan not in\ne1,1,1,PREPAID\n",
                        "eligibility.csv!B1: the table eligibility has no column \"balance<\", and it is no condition such as"
                                + " \"plan in\" (Maybe \"balance <\")",
                        "eligibility.csv!C1: the table eligibility has no column \"score == 5\", and it is no condition such as"
                                + " \"plan in\" (Maybe \"score =\", with 5 in its cells)",
                        "eligibility.csv!D1: the table eligibility has no column \"plan not in\", and it is no condition such as"
                                + " \"plan in\" (Maybe \"plan not-in\")"),
                one(
                        file,
                        "id,balance <,plan in,open_complaint =\ne1,< 500,!PREPAID,\ne2,=>500,PREPAID,==no\n",
                        "eligibility.csv!B2: balance < (\"< 500\") must be a value without an operator (Maybe 500)",
                        "eligibility.csv!C2: plan in (\"!PREPAID\") must be a value without an operator (Maybe PREPAID in a"
                                + " column \"plan !=\")",
                        "eligibility.csv!B3: balance < (\"=>500\") must be a value without an operator (Maybe 500 in a"
                                + " column \"balance >=\")",
                        "eligibility.csv!D3: open_complaint = (\"==no\") must be a value without an operator (Maybe no)"),
                one(file, "id,call_reason in\ne1,<25|=BILL\n"),
                one(
                        file,
                        "id,contract_end <=\ne1,30\ne2,PT5H\ne3,-P30D\n",
                        "eligibility.csv!B2: contract_end <= (\"30\") must be a date such as 2026-11-23",
                        "eligibility.csv!B3: contract_end <= (\"PT5H\") must be whole days such as P30D for"
                                + " a DATE",
                        "eligibility.csv!B4: contract_end <= (\"-P30D\") must be a length of time from now"
                                + " on (Maybe compare a NUMBER attribute of days since then)"),
                one(
                        file,
                        "id,last_topup >\ne1,2026-01-01\n",
                        "eligibility.csv!B2: last_topup > (\"2026-01-01\") must be an instant with its"
                                + " offset such as 2026-11-23T10:00:00+01:00"),
                one(
                        file,
                        "id,open_complaint =\ne1,maybe\n",
                        "eligibility.csv!B2: open_complaint = (\"maybe\") must be yes or no"),
                one(
                        file,
                        "id,plan in\n,PREPAID\ne1,PREPAID\ne1,POSTPAID\n",
                        "eligibility.csv!A2: id must not be empty",
                        "eligibility.csv!A4: id e1 is in row 3 already (Every row needs its own)"),
                one(
                        file,
                        "id,plan in,effective_from,effective_to\ne1,PREPAID,2026-05-02,2026-05-01\n",
                        "eligibility.csv!D2: effective_to (2026-05-01) is before effective_from (2026-05-02)"
                                + " (Maybe they are swapped)"));
    }

    private static List<Arguments> scoring() {
        String file = "scoring.csv";
        return List.of(
                one(
                        file,
                        "id,campaign,propensity\ns1,TOPUP,1.5\n",
                        "scoring.csv!C2: propensity (\"1.5\") must be from 0 to 1 (Maybe 0.015 for 1.5 %)"),
                one(
                        file,
                        "id,campaign,propensity,context\ns1,TOPUP,@plan,\ns2,TOPUP,,@skore\n",
                        "scoring.csv!C2: propensity (\"@plan\") must be a figure, or an attribute of type"
                                + " NUMBER (plan is of type STRING)",
                        "scoring.csv!D3: context: there is no attribute \"skore\" (Maybe score)"),
                one(
                        file,
                        "id,campaign,propensity\ns1,TOPUP,\n",
                        "scoring.csv!A2: the row gives no factor (Fill propensity, context, value or lever)"),
                one(
                        file,
                        "id,campaign,plan =,balance <,context\ns1,TOPUP,PREPAID,,2\ns2,TOPUP,,500,3\n",
                        "scoring.csv!E3: row s2 gives the same context as row s1 (row 2), is as specific,"
                                + " and both may hold (Add a condition to the one that should win, or make their"
                                + " conditions exclude each other)"),
                one(
                        file,
                        "id,campaign,plan =,balance <,balance >=,context\ns1,TOPUP,PREPAID,500,,2\ns2,TOPUP,PREPAID,,500,3\n"),
                one(
                        file,
                        "id,campaign,plan ==,balance <,context\ns1,TOPUP,PREPAID,,2\ns2,TOPUP,POSTPAID,,3\ns3,TOPUP,,,4\n",
                        "scoring.csv!C1: \"==\" is no operator (Maybe =; the operators are = != < <= > >= in not-in is-set)"),
                one(file, "id,campaign,plan in,context\ns1,TOPUP,PREPAID,2\ns2,TOPUP,POSTPAID,3\n"),
                one(
                        file,
                        "id,campaign,propensity,context,value\ns1,TOPUP,-0.1,-2,-3\n",
                        "scoring.csv!C2: propensity (\"-0.1\") must be from 0 to 1",
                        "scoring.csv!D2: context (\"-2\") must be 0 or more",
                        "scoring.csv!E2: value (\"-3\") must be 0 or more"),
                one(
                        file,
                        "id,campaign,lever\ns1,TOPUP,-101\n",
                        "scoring.csv!C2: lever (\"-101\") must be a percentage of -100 or more"));
    }

    @Test
    void aByteOrderMarkSemicolonsAndBlankRowsAtTheEndAreFine() {
        List<io.tact.ruleset.Problem> problems = new ArrayList<>();
        ParsedRuleset parsed = new SampleRuleset()
                .with("caps.csv", "\uFEFFID;Window;Length;MAX\r\nweek;ROLLING;P7D;3\r\n;;;\r\n\r\n")
                .parse(problems);
        assertThat(problems).isEmpty();
        assertThat(parsed.policy()).hasSize(1);
    }
}

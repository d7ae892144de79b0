package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small sound ruleset of which a test replaces a file. */
final class SampleRuleset {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    SampleRuleset() {
        with("ruleset.yaml", "name: sample\nzone: Europe/Paris\n");
        with(
                "attributes.csv",
                """
                name,scope,type,unit,allowed,description
                plan,PROFILE,STRING,,PREPAID|POSTPAID,
                balance,PROFILE,NUMBER,cents,,
                score,PROFILE,NUMBER,,,
                open_complaint,PROFILE,BOOLEAN,,,
                contract_end,PROFILE,DATE,,,
                last_topup,PROFILE,INSTANT,,,
                call_reason,CONTEXT,STRING,,,
                """);
        with(
                "catalogue.csv",
                """
                campaign,offer,treatment,channel,purpose,category,prior,value
                TOPUP,TOPUP-10,TOPUP-SMS,SMS,MARKETING,RECHARGE,0.1,500
                TOPUP,TOPUP-10,TOPUP-PUSH,PUSH,MARKETING,RECHARGE,0.1,500
                DEVICE,PHONE,PHONE-SMS,SMS,MARKETING,DEVICES,0.1,900
                """);
    }

    SampleRuleset with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    SampleRuleset with(String file, byte[] content) {
        files.put(file, content);
        return this;
    }

    SampleRuleset without(String file) {
        files.remove(file);
        return this;
    }

    RulesetSource source() {
        return new RulesetSource("sample", files);
    }

    ParsedRuleset parse(List<Problem> problems) {
        return RulesetParser.parse(source(), new SampleHolidays(), problems);
    }

    /** Every problem as people read it, by place. */
    List<String> problems() {
        List<Problem> problems = new ArrayList<>();
        parse(problems);
        return problems.stream().sorted(Problem.BY_PLACE).map(Problem::toString).toList();
    }
}

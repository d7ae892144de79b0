package io.tact.rules.scenarios;

import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** A small ruleset as text, with the scenarios that a test gives it. */
final class RulesetText {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    RulesetText() {
        with(
                "ruleset.yaml",
                """
                name: small
                zone: Europe/Paris
                language: en
                """);
        with(
                "attributes.csv",
                """
                name,scope,type,allowed
                plan,PROFILE,STRING,PREPAID|POSTPAID
                balance,PROFILE,NUMBER,
                call_reason,CONTEXT,STRING,
                """);
        with(
                "catalogue.csv",
                """
                campaign,offer,treatment,channel,direction,purpose,category,sender_class,value,prior,control_share,starts,ends
                TOPUP,TOPUP-10,topup-sms,SMS,OUTBOUND,MARKETING,CREDIT,CVM,10,0.5,1,,
                TOPUP,TOPUP-10,topup-push,PUSH,OUTBOUND,MARKETING,CREDIT,CVM,20,0.5,,,
                DATA,DATA-5,data-sms,SMS,OUTBOUND,MARKETING,DATA,CVM,4,0.5,,,
                OLD,OLD-1,old-sms,SMS,OUTBOUND,MARKETING,DATA,CVM,4,0.5,,,2020-01-01T00:00:00Z
                """);
        with(
                "eligibility.csv",
                """
                id,campaign,plan =,balance <
                prepaid-low,TOPUP,PREPAID,500
                never,TOPUP,POSTPAID,-500
                """);
        with(
                "caps.csv",
                """
                id,level,channel,purpose,window,length,max,counts
                sms-week,SUBSCRIBER,SMS,MARKETING,ROLLING,P7D,2,SENT
                push-day,SUBSCRIBER,PUSH,MARKETING,ROLLING,P1D,1,SENT
                """);
        with(
                "consent.csv",
                """
                id,channel,purpose,model
                sms-opt-in,SMS,MARKETING,OPT_IN
                push-free,PUSH,MARKETING,NONE
                """);
    }

    RulesetText with(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RulesetText scenarios(String text) {
        return with("scenarios/all.yaml", text);
    }

    RulesetSource source() {
        return new RulesetSource("small", files);
    }

    CheckReport check() {
        return new RulesetCheck().check(source());
    }
}

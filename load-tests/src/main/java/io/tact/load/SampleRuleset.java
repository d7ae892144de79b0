package io.tact.load;

import io.tact.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;

/**
 * A ruleset of a chosen size for benchmarks: N campaigns of one treatment each, one eligibility row each, of which 24 hold
 * for the {@link SampleAccount}; every other row fails in one to three of its five conditions. Twenty policy rows, with hours and figures so
 * wide that a subscriber who is asked about again and again still gets an offer.
 */
public final class SampleRuleset {
    /** How many candidates are eligible for the sample account. */
    static final int ELIGIBLE = 24;

    private static final String[] CHANNELS = {"SMS", "PUSH", "EMAIL", "CALL_CENTRE"};
    private static final String[] CATEGORIES = {"DATA", "DEVICE", "ROAMING", "LOYALTY"};
    private static final String[] PLANS = {"PREPAID", "POSTPAID", "HYBRID"};

    private final int campaigns;
    private final Random random = new Random(20261123);

    private SampleRuleset(int campaigns) {
        this.campaigns = campaigns;
    }

    /**
     * The files of a ruleset.
     *
     * @param campaigns how many campaigns; at least 20
     */
    public static RulesetSource of(int campaigns) {
        SampleRuleset sample = new SampleRuleset(campaigns);
        TreeMap<String, byte[]> files = new TreeMap<>();
        put(
                files,
                "ruleset.yaml",
                """
                name: sample
                zone: Europe/Paris
                unknownZones: [Europe/Paris]
                language: fr
                controlShare: {universal: 0.02, campaign: 0.05}
                """);
        put(
                files,
                "attributes.csv",
                """
                name,scope,type,allowed
                plan,PROFILE,STRING,PREPAID|POSTPAID|HYBRID
                region,PROFILE,STRING,
                balance,PROFILE,NUMBER,
                churn_score,PROFILE,NUMBER,
                contract_end,PROFILE,DATE,
                open_complaint,PROFILE,BOOLEAN,
                call_reason,CONTEXT,STRING,
                """);
        put(files, "catalogue.csv", sample.catalogue());
        put(files, "eligibility.csv", sample.eligibility());
        put(
                files,
                "scoring.csv",
                """
                id,campaign,call_reason =,churn_score >=,propensity,context,lever
                churners,,,0.7,@churn_score,,
                bill,C1,BILL_SHOCK,,,3,
                first,C0,,,0.4,,50
                """);
        put(
                files,
                "caps.csv",
                """
                id,level,channel,purpose,category,window,length,max,counts,key
                all-day,SUBSCRIBER,,,,CALENDAR,DAY,90,ATTEMPTS,
                all-week,SUBSCRIBER,,MARKETING,,ROLLING,P7D,300,ATTEMPTS,
                all-month,ACCOUNT,,MARKETING,,CALENDAR,MONTH,600,ATTEMPTS,
                sms-week,SUBSCRIBER,SMS,MARKETING,,ROLLING,P7D,100,SENT,
                sms-line,LINE,SMS,MARKETING,,ROLLING,PT24H,80,ATTEMPTS,
                push-day,SUBSCRIBER,PUSH,MARKETING,,ROLLING,P1D,80,DELIVERED,
                email-week,SUBSCRIBER,EMAIL,MARKETING,,CALENDAR,WEEK,100,SENT,
                call-month,SUBSCRIBER,CALL_CENTRE,MARKETING,,ROLLING,P30D,40,ATTEMPTS,
                campaign-month,SUBSCRIBER,,MARKETING,,ROLLING,P30D,30,ATTEMPTS,PER_CAMPAIGN
                category-week,SUBSCRIBER,,MARKETING,,ROLLING,P7D,90,ATTEMPTS,PER_CATEGORY
                gap,SUBSCRIBER,,MARKETING,,GAP,PT0.01S,,ATTEMPTS,
                """);
        put(
                files,
                "hours.csv",
                """
                id,channel,purpose,days,open,close,kind
                sms-hours,SMS,MARKETING,,00:00,24:00,ALLOW
                push-hours,PUSH,MARKETING,,00:00,24:00,ALLOW
                calls,CALL_CENTRE,MARKETING,MON|TUE|WED|THU|FRI|SAT|SUN,00:00,24:00,ALLOW
                noon,,RESEARCH,,12:00,13:00,QUIET
                """);
        put(
                files,
                "consent.csv",
                """
                id,channel,purpose,model
                sms,SMS,MARKETING,OPT_IN
                email,EMAIL,MARKETING,OPT_IN
                """);
        put(
                files,
                "exclusions.csv",
                """
                id,kind,a,b,within,when
                complaint,WITHHOLDS,open_complaint = true,purpose:MARKETING,,
                devices,NEVER_TOGETHER,category:DEVICE,category:ROAMING,,
                per-category,ONE_PER,category,,,
                """);
        return new RulesetSource("sample-" + campaigns, files);
    }

    private static void put(TreeMap<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String catalogue() {
        StringBuilder csv = new StringBuilder("campaign,offer,treatment,channel,direction,purpose,category,sender,"
                + "sender_class,priority,value,prior,content\n");
        for (int i = 0; i < campaigns; i++) {
            csv.append("C%d,O%d,T%d,%s,OUTBOUND,MARKETING,%s,northline,CVM,%d,%d.5,0.%02d,\"Offer %d, only today\"\n"
                    .formatted(i, i, i, CHANNELS[i % 4], CATEGORIES[i / 4 % 4], i % 7, 1 + i % 9, 5 + i % 60, i));
        }
        return csv.toString();
    }

    private String eligibility() {
        StringBuilder csv =
                new StringBuilder("id,campaign,plan in,region =,balance <,churn_score >=,contract_end <=\n");
        int spread = Math.max(1, campaigns / ELIGIBLE);
        for (int i = 0; i < campaigns; i++) {
            boolean holds = i % spread == 0;
            int fails = holds ? 0 : 1 + random.nextInt(7);
            csv.append("e%d,C%d,%s,%s,%d,%s,%s\n"
                    .formatted(
                            i,
                            i,
                            (fails & 1) != 0 ? "POSTPAID|HYBRID" : "PREPAID|" + PLANS[1 + i % 2],
                            (fails & 2) != 0 ? "R" + (1 + random.nextInt(400)) : random.nextBoolean() ? "R0" : "",
                            (fails & 4) != 0 ? random.nextInt(1000) : 2000 + random.nextInt(3000),
                            random.nextBoolean() ? "0.%d".formatted(random.nextInt(7)) : "",
                            random.nextBoolean() ? "P%dD".formatted(30 + random.nextInt(60)) : ""));
        }
        return csv.toString();
    }
}

package io.tact.load.bulk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The lines of subscribers who differ, each with ten contacts of the last month. Pure. */
final class SampleLines {
    static final int CONTACTS = 10;

    private static final String[] CHANNELS = {"SMS", "PUSH", "EMAIL", "CALL_CENTRE"};
    private static final String[] PLANS = {"PREPAID", "POSTPAID", "HYBRID"};
    private static final int SPREAD_SECONDS = 3_600;

    private final Instant now;

    SampleLines(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    static String id(int subscriber) {
        return "S-" + subscriber;
    }

    static String line(int subscriber) {
        return "+336" + String.valueOf(100_000_000 + subscriber).substring(1);
    }

    /** A subscriber with a line, six attributes and two consents. */
    byte[] subscriber(int n) {
        return ("{\"id\":\"" + id(n) + "\",\"lines\":[{\"msisdn\":\"" + line(n)
                        + "\"}],\"zone\":\"Europe/Paris\",\"language\":\"fr\",\"profile\":{\"plan\":\""
                        + PLANS[n % PLANS.length] + "\",\"region\":\"R" + n % 100 + "\",\"balance\":" + n % 5_000
                        + ",\"churn_score\":0." + (10 + n % 90) + ",\"contract_end\":\""
                        + LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(n % 365)
                        + "\",\"open_complaint\":false},"
                        + "\"consents\":[{\"channel\":\"SMS\",\"purpose\":\"MARKETING\",\"state\":\"GRANTED\"},"
                        + "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"state\":\"GRANTED\"}]}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Their contacts, each delivered, a line for each. */
    byte[] contacts(int n) {
        StringBuilder lines = new StringBuilder(CONTACTS * 300);
        for (int i = 0; i < CONTACTS; i++) {
            int campaign = (n + i) % 20;
            Instant at = now.minus(Duration.ofHours(10 + 70L * (CONTACTS - 1 - i)))
                    .minusSeconds((n * 31L + i * 7L) % SPREAD_SECONDS);
            lines.append("{\"id\":\"c")
                    .append(n)
                    .append('-')
                    .append(i)
                    .append("\",\"subscriber\":\"")
                    .append(id(n))
                    .append("\",\"destination\":\"")
                    .append(line(n))
                    .append("\",\"campaign\":\"C")
                    .append(campaign)
                    .append("\",\"offer\":\"O")
                    .append(campaign)
                    .append("\",\"channel\":\"")
                    .append(CHANNELS[campaign % CHANNELS.length])
                    .append("\",\"purpose\":\"MARKETING\",\"sender\":\"northline\",\"at\":\"")
                    .append(at)
                    .append("\",\"outcome\":\"DELIVERED\"}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package io.tact.server.config;

import java.time.Duration;

/**
 * How long things are remembered.
 *
 * @param contacts contacts of a subscriber, 1 to 3650 days; no rule may have a longer window
 * @param decisions decisions, with what they were made from, and the idempotency keys they stand for; 1 to 3650 days, and not
 *     less than contacts: an outcome finds its contact by the decision
 * @param dryRuns dry runs, an hour to 3650 days
 * @param events what is told of reservations that ran out, an hour to 3650 days
 */
public record RetentionSettings(
        @Setting(
                        meaning = "Contacts. A ruleset with a longer window is refused",
                        fallback = "P400D",
                        min = "P1D",
                        max = "P3650D",
                        example = "P400D")
                Duration contacts,
        @Setting(
                        meaning = "Decisions that were recorded, and idempotency keys. Not less than contacts",
                        fallback = "P400D",
                        min = "P1D",
                        max = "P3650D",
                        example = "P400D")
                Duration decisions,
        @Setting(meaning = "Dry runs", fallback = "P7D", min = "PT1H", max = "P3650D", example = "P7D")
                Duration dryRuns,
        @Setting(
                        meaning = "What is told of reservations that ran out",
                        fallback = "P30D",
                        min = "PT1H",
                        max = "P3650D",
                        example = "P30D")
                Duration events) {
    /** What holds unless it is said otherwise. */
    public static final RetentionSettings DEFAULT =
            new RetentionSettings(Duration.ofDays(400), Duration.ofDays(400), Duration.ofDays(7), Duration.ofDays(30));

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public RetentionSettings {
        Range.require(RetentionSettings.class, "contacts", contacts);
        Range.require(RetentionSettings.class, "decisions", decisions);
        Range.require(RetentionSettings.class, "dryRuns", dryRuns);
        Range.require(RetentionSettings.class, "events", events);
        if (decisions.compareTo(contacts) < 0) {
            throw new IllegalArgumentException("decisions (" + decisions + ") must not be less than contacts ("
                    + contacts + "): an outcome finds its contact by the decision. Maybe " + contacts);
        }
    }
}

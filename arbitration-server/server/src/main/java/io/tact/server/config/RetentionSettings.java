package io.tact.server.config;

import java.time.Duration;

/**
 * How long things are remembered.
 *
 * @param contacts contacts of a subscriber, 1 to 3650 days; no rule may have a longer window
 * @param decisions decisions, with what they were made from, 1 to 3650 days
 * @param dryRuns dry runs, an hour to 3650 days
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
                        meaning = "Decisions that were recorded",
                        fallback = "P400D",
                        min = "P1D",
                        max = "P3650D",
                        example = "P400D")
                Duration decisions,
        @Setting(meaning = "Dry runs", fallback = "P7D", min = "PT1H", max = "P3650D", example = "P7D")
                Duration dryRuns) {
    /** What holds unless it is said otherwise. */
    public static final RetentionSettings DEFAULT =
            new RetentionSettings(Duration.ofDays(400), Duration.ofDays(400), Duration.ofDays(7));

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public RetentionSettings {
        Range.require(RetentionSettings.class, "contacts", contacts);
        Range.require(RetentionSettings.class, "decisions", decisions);
        Range.require(RetentionSettings.class, "dryRuns", dryRuns);
    }
}

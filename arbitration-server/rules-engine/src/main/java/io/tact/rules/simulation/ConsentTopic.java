package io.tact.rules.simulation;

import io.tact.model.Channel;
import io.tact.model.Consent;
import io.tact.model.Purpose;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a consent is about, as a column title says it: {@code consent:SMS/MARKETING}, {@code consent:EMAIL} for every
 * purpose, {@code consent:*}{@code /MARKETING} for every channel.
 */
record ConsentTopic(@Nullable Channel channel, @Nullable Purpose purpose) {
    private static final String PREFIX = "consent:";

    /** The topic of a title; null if it is none. */
    static @Nullable ConsentTopic parse(String title) {
        if (!title.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
            return null;
        }
        String[] parts = title.substring(PREFIX.length()).trim().split("/", -1);
        try {
            if (parts.length > 2) {
                return null;
            }
            boolean anyPurpose = parts.length == 1 || parts[1].equals("*");
            return new ConsentTopic(
                    parts[0].equals("*") ? null : new Channel(parts[0]), anyPurpose ? null : Purpose.valueOf(parts[1]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    Consent consent(boolean granted, Instant at) {
        return new Consent(channel, purpose, null, null, granted, at, "profiles", null);
    }
}

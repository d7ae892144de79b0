package io.tact.http;

import java.time.Instant;

/**
 * How instants are written: ISO 8601 in UTC. The latest one is remembered, since all that is decided within a millisecond
 * bears the same. Safe for any thread.
 */
final class InstantText {
    private static volatile Written last = new Written(Instant.EPOCH, Instant.EPOCH.toString());

    private record Written(Instant instant, String text) {}

    private InstantText() {}

    static String of(Instant instant) {
        Written known = last;
        if (known.instant.equals(instant)) {
            return known.text;
        }
        String text = instant.toString();
        last = new Written(instant, text);
        return text;
    }
}

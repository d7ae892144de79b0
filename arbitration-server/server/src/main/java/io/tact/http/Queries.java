package io.tact.http;

import io.tact.port.LogPlace;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** What several operations read from the query. Pure. */
final class Queries {
    private static final int MAX_REASON = 256;
    private static final int MOST_DIGITS = 18;

    private Queries() {}

    /** A whole number from 1 to {@code most}; {@code usual} if it is not given. */
    static int limit(Exchange exchange, int usual, int most, Errors errors) {
        String text = exchange.query("limit");
        if (text == null) {
            return usual;
        }
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int limit = digits ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            errors.invalid(
                    "?limit", "must be a whole number from 1 to " + most + ", not \"" + Fields.brief(text) + "\"");
        }
        return limit;
    }

    /** The position after which a feed is read; 0 if it is not given. */
    static long after(Exchange exchange, Errors errors) {
        String text = exchange.query("after");
        if (text == null) {
            return 0;
        }
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            errors.invalid("?after", "is not a position. Maybe take \"next\" of the page before, as it is");
            return 0;
        }
        return Long.parseLong(text);
    }

    /** Why something is done; it must be given. */
    static String reason(Exchange exchange, Errors errors) {
        String reason = exchange.query("reason");
        if (reason == null || reason.isBlank()) {
            errors.invalid("?reason", "is missing: why is it done?");
        } else if (reason.length() > MAX_REASON || reason.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            errors.invalid("?reason", "must have 1 to " + MAX_REASON + " characters, and no control characters");
        }
        return String.valueOf(reason);
    }

    /** A place in a log of decisions as a cursor. */
    static String cursor(LogPlace place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.at() + "|" + place.id()).getBytes(StandardCharsets.UTF_8));
    }

    /** The place that {@code cursor} names; the beginning if it is not given. */
    static LogPlace place(Exchange exchange, Errors errors) {
        String text = exchange.query("cursor");
        if (text == null) {
            return LogPlace.START;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new LogPlace(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            errors.invalid("?cursor", "is not a cursor. Maybe take \"next\" of the page before, as it is");
            return LogPlace.START;
        }
    }
}

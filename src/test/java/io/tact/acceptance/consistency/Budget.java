package io.tact.acceptance.consistency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A budget as the checker understands it: so many contacts of an offer, for all subscribers together, for good or in each hour
 * or day.
 *
 * @param rule the row of the ruleset that says so
 * @param channel the channel it is about; empty for any
 * @param offer the offer
 * @param period how long it lasts: TOTAL, HOUR or DAY
 * @param max how many contacts may draw on it in one period
 */
record Budget(String rule, String channel, String offer, String period, int max) {
    /** Whose days they are. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** A stock: so much for good, on any channel. */
    static Budget stock(String rule, String offer, int max) {
        return new Budget(rule, "", offer, "TOTAL", max);
    }

    /** Those of a resource: a CSV file with a line of titles. */
    static List<Budget> read(String resource) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Budget.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Budget(cells[0], cells[1], cells[2], cells[3], Integer.parseInt(cells[4])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAbout(FinalState.Contact contact) {
        return contact.offer().equals(offer)
                && (channel.isEmpty() || contact.channel().equals(channel));
    }

    /** The rule and the period of it that a contact draws on: what has the same name is counted together. */
    String drawnOnBy(FinalState.Contact contact) {
        return switch (period) {
            case "TOTAL" -> rule;
            case "HOUR" -> rule + " " + contact.at().truncatedTo(ChronoUnit.HOURS);
            case "DAY" -> rule + " " + contact.at().atZone(ZONE).toLocalDate();
            default -> throw new IllegalStateException(toString());
        };
    }

    /** Whether that is the name of one of its periods. */
    boolean isPeriod(String drawnOn) {
        return drawnOn.equals(rule) || drawnOn.startsWith(rule + " ");
    }
}

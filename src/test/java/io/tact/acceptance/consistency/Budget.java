package io.tact.acceptance.consistency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A stock as the checker understands it: of one offer there is so much, for all subscribers together and for good.
 *
 * @param rule the row of the ruleset that says so
 * @param offer the offer
 * @param max how much there is of it
 */
record Budget(String rule, String offer, int max) {

    /** Those of a resource: a CSV file with a line of titles. */
    static List<Budget> read(String resource) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Budget.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Budget(cells[0], cells[1], Integer.parseInt(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAbout(FinalState.Contact contact) {
        return contact.offer().equals(offer);
    }
}

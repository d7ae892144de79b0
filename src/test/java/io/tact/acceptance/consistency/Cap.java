package io.tact.acceptance.consistency;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A cap as the checker understands it: what the contacts that share its group come to, in the window that ends with any of
 * them, that one included, is at most so much.
 *
 * @param rule the row of the ruleset that says so
 * @param byAccount whether all subscribers of an account share; otherwise each counts alone
 * @param channel the only channel it is about; empty for all
 * @param byCampaign whether each campaign counts alone
 * @param window how long a contact counts; one exactly that old does not
 * @param max how much is allowed
 * @param freed the states in which a contact does not count any more
 * @param measure what is added up
 */
record Cap(
        String rule,
        boolean byAccount,
        String channel,
        boolean byCampaign,
        Duration window,
        BigDecimal max,
        Set<String> freed,
        Measure measure) {

    private static final BigDecimal DEAREST = BigDecimal.ONE;

    /** What is added up. */
    enum Measure {
        CONTACTS,
        CONTACT_COST
    }

    /** Those of a resource: a CSV file with a line of titles. */
    static List<Cap> read(String resource) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Cap.class.getResourceAsStream(resource), resource), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).map(line -> of(line.split(",", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Cap of(String[] cells) {
        return new Cap(
                cells[0],
                cells[1].equals("ACCOUNT"),
                cells[2],
                cells[3].equals("CAMPAIGN"),
                Duration.ofSeconds(Long.parseLong(cells[4])),
                new BigDecimal(cells[5]),
                Set.of(cells[6].split("\\|")),
                Measure.valueOf(cells[7]));
    }

    boolean isAbout(FinalState.Contact contact) {
        return channel.isEmpty() || channel.equals(contact.channel());
    }

    /** Contacts with the same group count together. */
    String group(FinalState.Contact contact, String account) {
        return (byAccount ? account : contact.subscriber()) + (byCampaign ? " " + contact.campaign() : "");
    }

    /** Whether a contact made at its instant is still in the window of one made later or at once. */
    boolean holds(FinalState.Contact earlier, FinalState.Contact later) {
        return earlier.at().isAfter(later.at().minus(window));
    }

    /** Whether there is no room for one contact more; of costs, for one of the dearest. */
    boolean isFull(BigDecimal sum) {
        BigDecimal more = measure == Measure.CONTACTS ? BigDecimal.ONE : DEAREST;
        return sum.add(more).compareTo(max) > 0;
    }

    BigDecimal amount(FinalState.Contact contact) {
        return measure == Measure.CONTACTS ? BigDecimal.ONE : contact.contactCost();
    }
}

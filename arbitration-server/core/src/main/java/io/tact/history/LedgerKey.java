package io.tact.history;

/**
 * The key of one record in the ledger.
 *
 * <p>A subscriber without an account has a record of its own; one with an account has a {@link Redirect} there. A line
 * has a redirect to its subscriber.
 *
 * @param value the kind ({@code s}, {@code a} or {@code m}), a colon, and the operator's id
 */
public record LedgerKey(String value) implements Comparable<LedgerKey> {

    public static LedgerKey ofSubscriber(String id) {
        return new LedgerKey("s:" + id);
    }

    public static LedgerKey ofAccount(String id) {
        return new LedgerKey("a:" + id);
    }

    public static LedgerKey ofLine(String msisdn) {
        return new LedgerKey("m:" + msisdn);
    }

    @Override
    public int compareTo(LedgerKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

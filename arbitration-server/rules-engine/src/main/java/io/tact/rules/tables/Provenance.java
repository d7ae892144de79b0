package io.tact.rules.tables;

/**
 * What a policy row says to people of where it comes from. No decision asks it.
 *
 * @param source where its figures were read, often one or more addresses; empty if it does not say
 * @param note how the text was read; empty if there is nothing to say
 */
public record Provenance(String source, String note) {
    /** Nothing is said. */
    public static final Provenance UNSAID = new Provenance("", "");

    static Provenance of(TableRow row) {
        return new Provenance(row.text("source"), row.text("note"));
    }
}

package io.tact.ruleset;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ruleset part that is included by name, such as the law of one jurisdiction, as far as people need to know of it: its
 * rows are among those of the ruleset.
 *
 * @param name how rulesets include it, such as {@code legal/fr}
 * @param title for people
 * @param jurisdiction where its rows bind unless they say otherwise; null for everywhere
 * @param status what it claims to be
 * @param reviewed the day on which it was last compared with its sources
 * @param description for people; null if there is none
 * @param notEncoded what of its sources its rows do not say
 * @param deadlines the time that it leaves senders to heed a no
 */
public record Pack(
        String name,
        String title,
        @Nullable String jurisdiction,
        Status status,
        LocalDate reviewed,
        @Nullable String description,
        List<Omission> notEncoded,
        List<Deadline> deadlines) {

    /** What a pack claims to be. */
    public enum Status {
        /** Every row was confirmed against its source. */
        LAW,
        /** A start for an operator's own rows: not all of it was confirmed. */
        TEMPLATE
    }

    /**
     * Something that a source says and the pack does not.
     *
     * @param id the id of the figure in the source
     * @param why why it is left out
     */
    public record Omission(String id, String why) {}

    public Pack {
        notEncoded = List.copyOf(notEncoded);
        deadlines = List.copyOf(deadlines);
    }

    public Pack with(List<Deadline> all) {
        return new Pack(name, title, jurisdiction, status, reviewed, description, notEncoded, all);
    }
}

package io.tact.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The points in time that DRL rules write: {@code date("contract_end") < day("2026-12-31")}. Imported into every rule file. */
public final class Times {
    private Times() {}

    /**
     * A day, such as {@code 2026-11-23}.
     *
     * @throws java.time.format.DateTimeParseException if the text is none
     */
    public static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    /**
     * An instant with its offset, such as {@code 2026-11-23T10:00:00+01:00}.
     *
     * @throws java.time.format.DateTimeParseException if the text is none
     */
    public static Instant moment(String iso) {
        return OffsetDateTime.parse(iso).toInstant();
    }
}

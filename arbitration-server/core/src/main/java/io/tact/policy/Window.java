package io.tact.policy;

import io.tact.model.Span;

/** The time over which a cap counts. Half-open: an event exactly the window's length ago has left it. */
public sealed interface Window {

    /** The last {@code length} up to now. */
    record Rolling(Span length) implements Window {
        @Override
        public String toString() {
            return "ROLLING " + length;
        }
    }

    /** The calendar day, ISO week or month that now falls in. */
    record Calendar(Unit unit) implements Window {
        @Override
        public String toString() {
            return "CALENDAR " + unit;
        }
    }

    /** At least {@code length} between two contacts. */
    record Gap(Span length) implements Window {
        @Override
        public String toString() {
            return "GAP " + length;
        }
    }

    /** A unit of the calendar. */
    enum Unit {
        DAY,
        /** ISO: Monday is the first day. */
        WEEK,
        MONTH
    }
}

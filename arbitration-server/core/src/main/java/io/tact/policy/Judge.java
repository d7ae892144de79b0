package io.tact.policy;

import io.tact.model.Reason;
import io.tact.model.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One rule (or one timetable of several rows) as it stands in one decision. Instants are epoch milliseconds. Belongs to
 * one thread.
 */
interface Judge {
    /** Later than every instant: what time alone does not cure. */
    long NEVER = Long.MAX_VALUE;

    /** Has no objection, ever. */
    Judge SILENT = new Judge() {
        @Override
        public boolean agreesToAll() {
            return true;
        }

        @Override
        public @Nullable Reason objection(Slot slot, @Nullable String line) {
            return null;
        }

        @Override
        public long next(Slot slot, @Nullable String line, long from) {
            return from;
        }
    };

    /**
     * Whether the rule agrees now to every message, whatever it is, so that it need not be asked of each. One that would have to
     * look closely to know says no.
     */
    default boolean agreesToAll() {
        return false;
    }

    /** Why the rule says no to a message now; null if it agrees. */
    @Nullable Reason objection(Slot slot, @Nullable String line);

    /** The first instant at or after {@code from}, which is not before now, at which the rule agrees; or {@link #NEVER}. */
    long next(Slot slot, @Nullable String line, long from);

    /** What is left of a cap for a message now; null if the rule is no cap, or does not bind it. */
    default @Nullable CapAllowance allowance(Slot slot, @Nullable String line) {
        return null;
    }

    /**
     * The first instant after now, up to {@code horizon}, at which hours close that are open now to a message; or
     * {@link #NEVER}.
     */
    default long closes(Slot slot, long horizon) {
        return NEVER;
    }

    /** Drops what was worked out from the contacts: there is one more. */
    default void contactsChanged() {}
}

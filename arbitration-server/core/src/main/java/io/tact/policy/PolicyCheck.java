package io.tact.policy;

import io.tact.model.Contact;
import io.tact.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Contact policy for one decision: judges slots against a situation, and counts what the decision has picked so far.
 *
 * <p>Belongs to one thread.
 */
public final class PolicyCheck {
    private final Situation situation;

    public PolicyCheck(Situation situation) {
        this.situation = situation;
    }

    /**
     * Every rule that says no, by name; empty if the message is allowed now. Picked contacts count.
     *
     * @param policy the rows of the message's slot
     * @param line where it would go, if known
     */
    public List<Reason> reasons(SlotPolicy policy, @Nullable String line) {
        throw new UnsupportedOperationException("to be written: " + situation);
    }

    /**
     * The first instant at or after {@code from} at which every rule would agree.
     *
     * @param horizon the last instant to look at
     * @return empty if there is none up to the horizon, or time alone will not cure it
     */
    public Optional<Instant> nextAllowedAt(SlotPolicy policy, @Nullable String line, Instant from, Instant horizon) {
        throw new UnsupportedOperationException("to be written: " + situation);
    }

    /** The first instant after now at which the hours that are open now close; empty if they do not up to the horizon. */
    public Optional<Instant> closesAt(SlotPolicy policy, Instant horizon) {
        throw new UnsupportedOperationException("to be written: " + situation);
    }

    /** Counts a contact that the decision picked, from now on. */
    public void pick(Contact contact) {
        throw new UnsupportedOperationException("to be written: " + situation);
    }
}

package io.tact.rules.drools.cage;

/** That the author code of one decision did more than it may. */
public final class OutOfFuelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfFuelException() {
        super(
                "the rules look at more than " + Fuel.PER_DECISION
                        + " combinations in one decision. Maybe the conditions pair too many facts",
                null,
                false,
                false);
    }
}

package io.tact.rules.drools.cage;

/** That the author code of one decision did more than it may. */
public final class OutOfFuelException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    OutOfFuelException() {
        this("the rules do more than they may in one decision. Maybe the conditions pair too many facts");
    }

    OutOfFuelException(String message) {
        super(message);
    }
}

package io.tact.grid;

/** The member of the grid cannot start. The message is one line that says why and what to do. */
public final class CannotJoinException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotJoinException(String message, Throwable cause) {
        super(message, cause);
    }
}

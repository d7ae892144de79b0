package io.tact.store;

/** A store could not be opened. The message is one line that names its folder or database and says what to do. */
public sealed class CannotOpenStoreException extends RuntimeException permits StoreAwayException {
    private static final long serialVersionUID = 1L;

    public CannotOpenStoreException(String message, Throwable cause) {
        super(message.lines().findFirst().orElse(""), cause);
    }
}

package io.tact.store;

/** The store cannot be reached now, and may be later: it is down, starting, failing over, or out of connections. */
public final class StoreAwayException extends CannotOpenStoreException {
    private static final long serialVersionUID = 1L;

    public StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}

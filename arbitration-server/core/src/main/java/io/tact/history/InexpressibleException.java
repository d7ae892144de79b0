package io.tact.history;

/** An older format cannot say what is to be packed. The message says what, and in which format. */
public final class InexpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InexpressibleException(String message) {
        super(message);
    }
}

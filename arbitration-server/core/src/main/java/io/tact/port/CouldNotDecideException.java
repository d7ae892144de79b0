package io.tact.port;

/** Tact cannot decide: a rule failed, or the truth cannot be reached. Nothing is sent. */
public class CouldNotDecideException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CouldNotDecideException(String message) {
        super(message);
    }

    public CouldNotDecideException(String message, Throwable cause) {
        super(message, cause);
    }
}

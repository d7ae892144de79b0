package io.tact.history;

/** Bytes are of a format that this version of Tact does not know; a newer one may have written them. */
public final class UnknownFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownFormatException(String message) {
        super(message);
    }
}

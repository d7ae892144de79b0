package io.tact.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, in words. */
final class Unreadable {
    private Unreadable() {}

    static String why(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file. Maybe the path is relative to another folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "access is denied. Maybe it belongs to another user";
        }
        return failure instanceof CharacterCodingException
                ? "it is not UTF-8. Maybe save it as UTF-8"
                : failure.getMessage() + ". Maybe it is a folder";
    }
}

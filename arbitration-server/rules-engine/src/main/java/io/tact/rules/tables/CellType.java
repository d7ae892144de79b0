package io.tact.rules.tables;

/** Reads the text of a cell; it never is empty. */
@FunctionalInterface
interface CellType<T> {
    /** @throws CellException if the text is none of this type */
    T read(String text);
}

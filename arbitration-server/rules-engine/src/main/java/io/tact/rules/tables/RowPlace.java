package io.tact.rules.tables;

/**
 * Where a row of a ruleset stands.
 *
 * @param file the file, by its path inside the ruleset
 * @param row the row, 1 for the title row
 */
public record RowPlace(String file, int row) {}

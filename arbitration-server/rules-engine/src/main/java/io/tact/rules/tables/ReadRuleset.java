package io.tact.rules.tables;

import java.util.Optional;

/**
 * A ruleset as it was read.
 *
 * @param tables its settings and tables
 * @param hash what its files and tables hold, in 16 hexadecimal digits: the same whether tables are CSV or sheets
 * @param scenarios its own table {@code scenarios}, if it has one
 */
public record ReadRuleset(ParsedRuleset tables, String hash, Optional<CsvTable> scenarios) {}

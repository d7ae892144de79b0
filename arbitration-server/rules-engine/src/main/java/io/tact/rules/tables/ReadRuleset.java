package io.tact.rules.tables;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A ruleset as it was read.
 *
 * @param tables its settings and tables
 * @param hash what its files and tables hold, as a SHA-256 in 64 hexadecimal digits: the same whether tables are CSV or sheets
 * @param own its own tables as they are written, by name
 */
public record ReadRuleset(ParsedRuleset tables, String hash, SortedMap<String, CsvTable> own) {
    public ReadRuleset {
        own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
    }

    /** Its own table {@code scenarios}, if it has one. */
    public Optional<CsvTable> scenarios() {
        return Optional.ofNullable(own.get(TableSchema.SCENARIOS.name()));
    }
}

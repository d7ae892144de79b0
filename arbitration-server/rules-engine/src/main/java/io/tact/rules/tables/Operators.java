package io.tact.rules.tables;

import io.tact.model.Operator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the operators of conditions, and knows what other languages call them. */
final class Operators {
    /** All of them, as messages list them. */
    static final String ALL =
            Arrays.stream(Operator.values()).map(Operator::symbol).collect(Collectors.joining(" "));

    /** A regular expression of signs that look like an operator. */
    static final String SIGNS = "[=<>!≤≥≠]+";

    /** A regular expression of words that look like an operator. */
    static final String WORDS = "not[ _-]?in|is[ _-]?set|is[ _]not|is[ _]in|in|is|equals|eq|ne|lt|le|gt|ge";

    private static final Map<String, Operator> FOREIGN = Map.ofEntries(
            Map.entry("==", Operator.EQ),
            Map.entry("===", Operator.EQ),
            Map.entry("is", Operator.EQ),
            Map.entry("eq", Operator.EQ),
            Map.entry("equals", Operator.EQ),
            Map.entry("<>", Operator.NE),
            Map.entry("!", Operator.NE),
            Map.entry("=!", Operator.NE),
            Map.entry("!==", Operator.NE),
            Map.entry("≠", Operator.NE),
            Map.entry("ne", Operator.NE),
            Map.entry("is not", Operator.NE),
            Map.entry("lt", Operator.LT),
            Map.entry("=<", Operator.LE),
            Map.entry("≤", Operator.LE),
            Map.entry("le", Operator.LE),
            Map.entry("gt", Operator.GT),
            Map.entry("=>", Operator.GE),
            Map.entry("≥", Operator.GE),
            Map.entry("ge", Operator.GE),
            Map.entry("is in", Operator.IN),
            Map.entry("not in", Operator.NOT_IN),
            Map.entry("notin", Operator.NOT_IN),
            Map.entry("is set", Operator.IS_SET),
            Map.entry("isset", Operator.IS_SET));

    private Operators() {}

    /** @throws CellException if it is none; it names the one that is meant */
    static Operator read(String symbol) {
        return exact(symbol)
                .orElseThrow(() -> new CellException(
                        "\"" + Texts.brief(symbol) + "\" is no operator",
                        meant(symbol).map(o -> "Maybe " + o.symbol() + "; the").orElse("The") + " operators are "
                                + ALL));
    }

    /** The operator that is meant, whether it is written as here or as in another language. */
    static Optional<Operator> meant(String symbol) {
        return exact(symbol)
                .or(() -> Optional.ofNullable(
                        FOREIGN.get(symbol.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " "))));
    }

    private static Optional<Operator> exact(String symbol) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.symbol().equals(symbol.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}

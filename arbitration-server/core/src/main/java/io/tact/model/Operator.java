package io.tact.model;

/** How a condition compares an attribute. */
public enum Operator {
    EQ("="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    IN("in"),
    NOT_IN("not-in"),
    IS_SET("is-set");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As written in a column title. */
    public String symbol() {
        return symbol;
    }

    /** Whether it needs an order among values. */
    public boolean isOrder() {
        return this == LT || this == LE || this == GT || this == GE;
    }
}

package io.tact.rules.drools.grammar;

/** How much there may be of everything that can be repeated. Generous for people, tight for programs. */
public final class Bounds {
    /** Rules in one ruleset. */
    public static final int RULES = 400;

    /** Characters in all files together. */
    public static final int CHARACTERS = 2_000_000;

    /** Characters in one file. */
    static final int FILE = 1_000_000;

    /** Words and signs in one rule. */
    static final int TOKENS = 3_000;

    /** Patterns in one rule. */
    static final int PATTERNS = 12;

    /** Patterns in one rule over facts of which there may be many. */
    static final int MANY = 3;

    /** Combinations of the alternatives that {@code or} gives between patterns: each is built as a rule of its own. */
    static final int ALTERNATIVES = 16;

    /** Brackets within brackets. */
    static final int DEPTH = 12;

    /** Brackets within brackets that cost a parser nothing. */
    static final int EASY = 6;

    /** What all deeper ones of a file may cost: two to the power of their depth, added up. */
    static final int EFFORT = 1 << 16;

    /** Statements in the actions of one rule. */
    static final int STATEMENTS = 100;

    /** Characters of one text. */
    static final int TEXT = 1_000;

    /** Digits of a number. */
    static final int DIGITS = 18;

    /** Texts put together with + in one rule, so that they cannot double again and again. */
    static final int SUMS = 12;

    private Bounds() {}
}

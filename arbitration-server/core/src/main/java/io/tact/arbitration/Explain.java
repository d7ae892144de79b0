package io.tact.arbitration;

/** How much of the losers the answer tells. */
public enum Explain {
    /** Only how many ended in which state. */
    NONE,
    /** Every eligible loser in full, and how many were ineligible. */
    REASONS,
    /** Every candidate in full. */
    FULL
}

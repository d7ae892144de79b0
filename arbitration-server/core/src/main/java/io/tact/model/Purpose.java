package io.tact.model;

/** Why we write, in law's eyes. Declared from the most to the least pressing: the order is the ranking's first key. */
public enum Purpose {
    EMERGENCY,
    TRANSACTIONAL,
    SERVICE,
    COLLECTIONS,
    RESEARCH,
    MARKETING;

    /** Whether a subscriber may be held back as control for such a message: never where it is owed to the person. */
    public boolean allowsControl() {
        return this == MARKETING || this == RESEARCH;
    }
}

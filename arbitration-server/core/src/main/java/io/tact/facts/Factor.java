package io.tact.facts;

/** One factor of a score. */
public enum Factor {
    PROPENSITY,
    CONTEXT,
    VALUE,
    LEVER
}

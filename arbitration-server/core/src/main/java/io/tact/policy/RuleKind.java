package io.tact.policy;

/** The kinds of rows that an exemption can lift. */
public enum RuleKind {
    HOURS,
    CAPS,
    COOLOFFS,
    CONSENT,
    /** The do-not-call lists that rows of consent name. */
    LISTS,
    EXCLUSIONS
}

package io.tact.model;

/** With what force a policy row binds. Shown to people; it never weakens a row. */
public enum Binding {
    /** A statute or a regulation. */
    LAW,
    /** A code of conduct that binds those who signed it. */
    CODE,
    /** A network operator's condition for carrying traffic. */
    CARRIER,
    /** A platform's condition for carrying traffic. */
    PLATFORM,
    /** How a regulator says that it reads the law. */
    REGULATOR_POLICY,
    /** Not in force yet, or never enacted. */
    DRAFT,
    /** The operator's own choice. */
    OPERATOR
}

package io.tact.model;

/** What kind of legal entity speaks. */
public enum SenderClass {
    CVM,
    PRODUCT,
    SYSTEM,
    VAS,
    CORPORATE,
    GOVERNMENT,
    THIRD_PARTY
}

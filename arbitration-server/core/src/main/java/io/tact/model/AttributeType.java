package io.tact.model;

/** The type of an attribute in the data dictionary. */
public enum AttributeType {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    INSTANT
}

package io.tact.model;

/** Where an attribute comes from: the subscriber's stored profile, or the context of one request. */
public enum AttributeScope {
    PROFILE,
    CONTEXT
}

package io.tact.model;

import org.jspecify.annotations.Nullable;

/** Something that knows the values of attributes at one moment. */
@FunctionalInterface
public interface AttributeSource {
    /** The value of the attribute with that ordinal in the dictionary, or null if it is not set. */
    @Nullable AttributeValue value(int ordinal);
}

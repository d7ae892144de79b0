package io.tact.rules.tables;

import io.tact.model.Fixed;

/** Where a factor of a score comes from. */
public sealed interface FactorSource {

    /** A figure in the cell. */
    record Literal(Fixed value) implements FactorSource {}

    /** {@code @attribute}: the value of a NUMBER attribute of the profile or the context, where it is set. */
    record FromAttribute(int attribute) implements FactorSource {}
}

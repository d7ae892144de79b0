package io.tact.rules.drools.grammar;

import org.jspecify.annotations.Nullable;

/**
 * Where an expression stands.
 *
 * @param fact the fact whose properties can be named alone; null in actions
 */
record Place(@Nullable Class<?> fact) {
    static final Place ACTION = new Place(null);

    boolean isCondition() {
        return fact != null;
    }
}

package io.tact.rules.tables;

import io.tact.ruleset.Pack;
import org.jspecify.annotations.Nullable;

/**
 * What has policy tables of its own: a ruleset, or a pack.
 *
 * @param name what its rows call it
 * @param folder where its files stand in the ruleset: nothing, or {@code packs/legal/fr/}
 * @param pack what its {@code pack.yaml} says; null for the ruleset itself
 */
record Part(String name, String folder, @Nullable Pack pack) {

    /** The ruleset itself. */
    static Part ofRuleset(String name) {
        return new Part(name, "", null);
    }

    boolean isPack() {
        return pack != null;
    }

    /** Where its rows bind unless they say otherwise; null for everywhere. */
    @Nullable String jurisdiction() {
        return pack == null ? null : pack.jurisdiction();
    }

    /** Whether every one of its rows must have been confirmed. */
    boolean mustBeVerified() {
        return pack != null && pack.status() == Pack.Status.LAW;
    }
}

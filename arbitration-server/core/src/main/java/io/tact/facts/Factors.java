package io.tact.facts;

import io.tact.model.Fixed;

/**
 * The factors of one candidate's score.
 *
 * @param propensity how likely the subscriber accepts, 0 to 1
 * @param context how well it fits the moment; 1 is neutral
 * @param value what it is worth
 * @param lever a business lever in percent; 0 is neutral
 */
public record Factors(Fixed propensity, Fixed context, Fixed value, Fixed lever) {

    /** {@code propensity × context × value × (1 + lever/100)}, rounded once to six places. */
    public Fixed total() {
        return Fixed.product(propensity, context, value, lever);
    }

    /** These factors with one replaced. */
    public Factors with(Factor factor, Fixed replacement) {
        return switch (factor) {
            case PROPENSITY -> new Factors(replacement, context, value, lever);
            case CONTEXT -> new Factors(propensity, replacement, value, lever);
            case VALUE -> new Factors(propensity, context, replacement, lever);
            case LEVER -> new Factors(propensity, context, value, replacement);
        };
    }
}

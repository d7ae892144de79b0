package io.tact.rules.drools.grammar;

import java.util.List;

/**
 * How much work the conditions of one rule may make.
 *
 * @param patterns the types of its patterns, in the order they are written
 * @param many how many of them are over facts of which there may be many
 * @param alternatives how many combinations of alternatives {@code or} gives; 1 without
 */
public record Shape(List<String> patterns, int many, int alternatives) {
    public Shape {
        patterns = List.copyOf(patterns);
    }

    /**
     * The most combinations of facts that Drools may hold for this rule.
     *
     * @param facts how many there are of which there may be many
     */
    public double combinations(int facts) {
        return alternatives * Math.pow(Math.max(facts, 1), many);
    }
}

package io.tact.rules.drools;

import io.tact.port.CouldNotDecideException;
import io.tact.rules.drools.grammar.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many combinations of facts the conditions may make Drools hold. It holds them before it fires anything, so the limit of
 * firings comes too late: it is counted before a session sees a fact. Immutable.
 */
final class Joins {
    /** The most combinations in one decision, all rules that pair slots with each other together. */
    static final int MOST = 100_000;

    /** The most slots that all other rules look at: each is held once for each rule. */
    static final int MOST_ALONE = 1_000_000;

    private final Map<String, Shape> pairing = new TreeMap<>();
    private int alone;

    /** @param shapes what the conditions cost, by rule name */
    Joins(Map<String, Shape> shapes) {
        shapes.forEach((name, shape) -> {
            if (shape.many() > 1) {
                pairing.put(name, shape);
            } else if (shape.many() == 1) {
                alone += shape.alternatives();
            }
        });
    }

    /**
     * @param slots how many there are in the decision
     * @throws CouldNotDecideException if that is too many for the rules that look at them
     */
    void check(int slots, RuleFailures failures) {
        if ((long) alone * slots > MOST_ALONE) {
            throw failures.tooMany(alone, slots, MOST_ALONE);
        }
        double all = 0;
        for (Map.Entry<String, Shape> rule : pairing.entrySet()) {
            all += rule.getValue().combinations(slots);
            if (all > MOST) {
                throw failures.tooMany(rule.getKey(), slots, MOST);
            }
        }
    }
}

package io.tact.acceptance.consistency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the checker found.
 *
 * @param violations every promise that was not kept
 * @param contacts how many contacts were looked at
 * @param filled by rule, how many of them were the last for which a cap had room
 * @param drawn by {@link Budget#drawnOnBy}, how much was drawn on budgets in the end
 * @param expired how many reservations the feed tells of
 * @param liveness whether the run was alive
 */
record Verdict(
        List<Violation> violations,
        int contacts,
        Map<String, Integer> filled,
        Map<String, Integer> drawn,
        int expired,
        Liveness liveness) {
    private static final int SHOWN = 40;

    @Override
    public String toString() {
        String shown = violations.stream().limit(SHOWN).map(v -> "\n  " + v).collect(Collectors.joining());
        return violations.size() + " violations in " + contacts + " contacts" + shown + "\n  caps filled "
                + new TreeMap<>(filled) + ", budgets drawn " + new TreeMap<>(drawn) + ", " + expired
                + " told to have run out\n" + liveness;
    }
}

package io.tact.policy;

import io.tact.model.Suspension;
import java.util.List;

/**
 * What operators keep beside the ruleset and may change at any moment.
 *
 * @param lists the do-not-call lists
 * @param suspensions the kill switches that are set
 */
public record Registers(DoNotCallLists lists, List<Suspension> suspensions) {
    /** No lists, no suspensions. */
    public static final Registers EMPTY = new Registers(DoNotCallLists.NONE, List.of());

    public Registers {
        suspensions = List.copyOf(suspensions);
    }
}

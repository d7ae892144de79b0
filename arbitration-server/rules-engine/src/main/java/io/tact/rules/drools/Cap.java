package io.tact.rules.drools;

import io.tact.model.Counted;
import io.tact.model.Fixed;
import io.tact.policy.CapRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cap, as {@link DrlPrinter} prints it.
 *
 * @param level whose contacts are counted together
 * @param window {@code ROLLING P7D}, {@code CALENDAR WEEK}, {@code GAP PT24H}
 * @param max how much is allowed, a decimal
 * @param messages which contacts count
 * @param counts what counts as a contact
 * @param mode what is added up
 * @param keys what else they must share with the message, separated by blanks; empty for nothing
 * @param zone a named zone; null for the subscriber's own
 * @param uncounted exemptions whose contacts do not count
 */
public record Cap(
        String level,
        String window,
        String max,
        Messages messages,
        String counts,
        String mode,
        String keys,
        @Nullable String zone,
        List<Exemption> uncounted) {

    /** This cap, of contacts that were counted as such. */
    public Cap counting(String what) {
        return new Cap(level, window, max, messages, what, mode, keys, zone, uncounted);
    }

    /** This cap, on what is added up so. */
    public Cap addingUp(String what) {
        return new Cap(level, window, max, messages, counts, what, keys, zone, uncounted);
    }

    /** This cap, on contacts that share all that with the message; separated by blanks. */
    public Cap sharing(String what) {
        return new Cap(level, window, max, messages, counts, mode, what, zone, uncounted);
    }

    /** This cap, on the clock of a zone. */
    public Cap in(String zoneId) {
        return new Cap(level, window, max, messages, counts, mode, keys, zoneId, uncounted);
    }

    /** This cap, not counting contacts for which that exemption held. */
    public Cap except(Exemption exemption) {
        List<Exemption> more = new ArrayList<>(uncounted);
        more.add(exemption);
        return new Cap(level, window, max, messages, counts, mode, keys, zone, more);
    }

    CapRule rule() {
        return new CapRule(
                Written.info("caps#row"),
                messages.scope(),
                CapRule.Level.valueOf(level),
                Written.window(window),
                Written.basis(zone),
                Fixed.parse(max),
                Counted.valueOf(counts),
                Set.copyOf(Written.words(keys).map(CapRule.Key::valueOf).toList()),
                CapRule.Mode.valueOf(mode));
    }
}

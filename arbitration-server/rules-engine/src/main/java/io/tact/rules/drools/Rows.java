package io.tact.rules.drools;

import io.tact.model.Counted;
import io.tact.policy.CapRule;
import io.tact.policy.CooloffRule;
import io.tact.policy.Scope;
import java.util.List;

/** What the DRL that {@link DrlPrinter} prints writes of rows of contact policy; imported into it. */
public final class Rows {
    private Rows() {}

    /** Messages of any kind, to be narrowed down. */
    public static Messages messages() {
        return new Messages(Scope.ANY);
    }

    /**
     * A cap on the number of contacts in a window.
     *
     * @param level whose contacts are counted together
     * @param window {@code ROLLING P7D}, {@code CALENDAR WEEK}, {@code GAP PT24H}
     * @param max how much is allowed, a decimal
     * @param counted which contacts count
     */
    public static Cap cap(String level, String window, String max, Messages counted) {
        return new Cap(
                level, window, max, counted, Counted.ATTEMPTS.name(), CapRule.Mode.COUNT.name(), "", null, List.of());
    }

    /** An exemption for some messages. */
    public static Exemption exemption(Messages of) {
        return new Exemption(of, "", null, null, null, null, null);
    }

    /**
     * One row of hours.
     *
     * @param row its name, such as {@code hours#weekdays}
     * @param days such as {@code MONDAY HOLIDAY}
     * @param times such as {@code 10:00-13:00 14:00-20:00}; empty for closed days
     */
    public static Hours hours(String row, String days, String times) {
        return new Hours(row, days, times, null, null, null, null);
    }

    /**
     * A cool-off.
     *
     * @param outcomes what triggers it, separated by blanks
     * @param length how long it lasts; {@code INDEFINITE} for ever
     * @param withheld which messages are withheld
     */
    public static Cooloff cooloff(String outcomes, String length, Messages withheld) {
        return new Cooloff(outcomes, length, withheld, List.of(), 1, null, "", CooloffRule.Start.INSTANT.name());
    }

    /** What a row of consent asks for, by its model. */
    public static Agreement agreement(String model) {
        return new Agreement(model, null, null, "", null);
    }
}

package io.tact.rules.checks;

import io.tact.rules.tables.ParsedRuleset;
import io.tact.rules.tables.ReadRuleset;
import io.tact.ruleset.Problem;
import java.util.List;
import java.util.Set;

/** What is allowed in a ruleset and yet looks wrong. */
public final class StaticChecks {
    private StaticChecks() {}

    /**
     * Every warning, each at a cell of the ruleset's own tables. A pack that is checked alone says what its law says, also
     * where another law says it too: its rows may be idle.
     *
     * @param read a ruleset without an error
     */
    public static List<Problem> of(ReadRuleset read) {
        ParsedRuleset ruleset = read.tables();
        String own = ruleset.settings().name();
        Cells cells = new Cells(read);
        Set<String> impossible = new IdleConditions(ruleset, cells).check();
        if (ruleset.packs().stream().noneMatch(pack -> pack.name().equals(own))) {
            new IdlePolicy(ruleset.policy(), own, cells).check();
        }
        new Timetable(ruleset.policy(), own, cells).check();
        new Reach(ruleset, impossible, cells).check();
        new Gaps(ruleset, cells).check();
        new Units(ruleset, own, cells).check();
        return cells.problems();
    }
}

package io.tact.rules.scenarios;

import io.tact.model.Catalogue;
import io.tact.model.Fixed;
import io.tact.model.Treatment;
import io.tact.port.CompiledRuleset;
import io.tact.ruleset.Ruleset;
import io.tact.ruleset.RulesetSettings;

/** A ruleset without control groups: what rules say of a subscriber must not depend on the hash of an invented id. */
public final class NoControl {
    private NoControl() {}

    /** The same ruleset with every control share at 0. It shares the evaluator: only one of the two is to be closed. */
    public static CompiledRuleset in(CompiledRuleset compiled) {
        Ruleset r = compiled.ruleset();
        RulesetSettings s = r.settings();
        RulesetSettings settings = new RulesetSettings(
                s.name(),
                s.description(),
                s.owner(),
                s.zone(),
                s.language(),
                Fixed.ZERO,
                Fixed.ZERO,
                s.controlSalt(),
                s.reservationTtl(),
                s.horizon(),
                s.unknownZones());
        Catalogue catalogue = new Catalogue(
                r.catalogue().treatments().stream().map(NoControl::in).toList());
        return new CompiledRuleset(
                new Ruleset(r.version(), settings, r.dictionary(), catalogue, r.policy(), r.packs(), r.budgets()),
                compiled.evaluator());
    }

    private static Treatment in(Treatment t) {
        return new Treatment(
                t.id(),
                t.slot(),
                t.owner(),
                t.starts(),
                t.ends(),
                t.priority(),
                t.value(),
                t.contactCost(),
                t.incentiveCost(),
                t.prior(),
                t.lever(),
                Fixed.ZERO,
                t.notAfter(),
                t.content());
    }
}

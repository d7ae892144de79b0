package io.tact.rules.scenarios;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.port.CompiledRuleset;
import io.tact.port.CouldNotDecideException;
import java.util.List;

/** Runs scenarios through the same decider as the server does, in virtual time. Belongs to one thread. */
final class ScenarioRunner {
    private final HitRecorder recorder;
    private final Decider withControl;
    private final Decider withoutControl;

    ScenarioRunner(CompiledRuleset compiled, HitRecorder recorder) {
        this.recorder = recorder;
        CompiledRuleset recorded = new CompiledRuleset(compiled.ruleset(), recorder);
        this.withControl = new Decider(new ActiveRuleset(recorded, 1));
        this.withoutControl = new Decider(new ActiveRuleset(NoControl.in(recorded), 1));
    }

    ScenarioResult run(Scenario scenario) {
        return new ScenarioResult(scenario.file(), scenario.line(), scenario.name(), failures(scenario));
    }

    private List<String> failures(Scenario scenario) {
        Decider decider = scenario.control() ? withControl : withoutControl;
        try {
            Decision decision = decider.decide(
                    scenario.request(), scenario.subscriber(), scenario.history(), scenario.now(), "scenario");
            recorder.note(decision);
            return new Comparison(scenario, decision).failures();
        } catch (CouldNotDecideException e) {
            return List.of("could not decide: " + e.getMessage());
        }
    }
}

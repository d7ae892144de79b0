package io.tact.rules.scenarios;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Locator;
import io.tact.arbitration.MessageDecider;
import io.tact.port.CompiledRuleset;
import io.tact.port.CouldNotDecideException;
import io.tact.rules.scenarios.Scenario.Moment;
import io.tact.rules.scenarios.Scenario.Question;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs scenarios through the same decider as the server does, in virtual time. Belongs to one thread. */
final class ScenarioRunner {
    private final HitRecorder recorder;
    private final ActiveRuleset withControl;
    private final ActiveRuleset withoutControl;

    ScenarioRunner(CompiledRuleset compiled, HitRecorder recorder, Locator locator) {
        this.recorder = recorder;
        CompiledRuleset recorded = new CompiledRuleset(compiled.ruleset(), recorder);
        this.withControl = new ActiveRuleset(recorded, 1, locator);
        this.withoutControl = new ActiveRuleset(NoControl.in(recorded), 1, locator);
    }

    ScenarioResult run(Scenario scenario) {
        List<String> failures = new ArrayList<>();
        Instant now = scenario.moments().get(0).at();
        for (Moment moment : scenario.moments()) {
            String when = moment.at().equals(now)
                    ? ""
                    : "at " + shown(moment.at(), scenario.subscriber().zone()) + ": ";
            failures(scenario, moment).forEach(failure -> failures.add(when + failure));
        }
        return new ScenarioResult(scenario.file(), scenario.line(), scenario.name(), failures);
    }

    private static String shown(Instant at, @Nullable ZoneId zone) {
        return zone == null ? at.toString() : at.atZone(zone).toString();
    }

    private List<String> failures(Scenario scenario, Moment moment) {
        ActiveRuleset active = scenario.control() ? withControl : withoutControl;
        ZoneId zone = scenario.subscriber().zone();
        try {
            if (scenario.question() instanceof Question.MaySend asked) {
                MessageDecider.Answer answer = new MessageDecider(active, scenario.registers())
                        .judge(
                                asked.message(),
                                Scenario.Named.MESSAGE.label(),
                                scenario.subscriber(),
                                scenario.history(),
                                moment.at());
                recorder.note(answer);
                return new Comparison(moment, zone, answer).failures();
            }
            Question.WhatToSay asked = (Question.WhatToSay) scenario.question();
            Decision decision = new Decider(active, scenario.registers())
                    .decide(asked.request(), scenario.subscriber(), scenario.history(), moment.at(), "scenario");
            recorder.note(decision);
            return new Comparison(moment, zone, decision).failures();
        } catch (CouldNotDecideException e) {
            return List.of("could not decide: " + e.getMessage());
        }
    }
}

package io.tact.rules.scenarios;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Locator;
import io.tact.arbitration.MessageDecider;
import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.policy.BudgetsLeft;
import io.tact.port.CompiledRuleset;
import io.tact.port.CouldNotDecideException;
import io.tact.rules.scenarios.Scenario.Moment;
import io.tact.rules.scenarios.Scenario.Question;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        return new ScenarioResult(scenario.file(), scenario.place(), scenario.name(), failures);
    }

    private static String shown(Instant at, @Nullable ZoneId zone) {
        return zone == null ? at.toString() : at.atZone(zone).toString();
    }

    /** What is decided at each of its moments, or why nothing could be. */
    List<Object> answers(Scenario scenario) {
        List<Object> answers = new ArrayList<>();
        for (Moment moment : scenario.moments()) {
            try {
                answers.add(answer(scenario, moment));
            } catch (CouldNotDecideException e) {
                answers.add(String.valueOf(e.getMessage()));
            }
        }
        return answers;
    }

    private List<String> failures(Scenario scenario, Moment moment) {
        ZoneId zone = scenario.subscriber().zone();
        try {
            Object answer = answer(scenario, moment);
            if (answer instanceof MessageDecider.Answer message) {
                recorder.note(message);
                return new Comparison(moment, zone, message).failures();
            }
            Decision decision = (Decision) answer;
            recorder.note(decision);
            return new Comparison(moment, zone, decision).failures();
        } catch (CouldNotDecideException e) {
            return List.of("could not decide: " + e.getMessage());
        }
    }

    /** A {@link Decision}, or the answer about a message. */
    private Object answer(Scenario scenario, Moment moment) {
        ActiveRuleset active = scenario.control() ? withControl : withoutControl;
        BudgetsLeft budgets = budgets(active.ruleset().budgets(), scenario, moment.at());
        if (scenario.question() instanceof Question.MaySend asked) {
            return new MessageDecider(active, scenario.registers(), budgets)
                    .judge(
                            asked.message(),
                            Scenario.Named.MESSAGE.label(),
                            scenario.subscriber(),
                            scenario.history(),
                            moment.at());
        }
        Question.WhatToSay asked = (Question.WhatToSay) scenario.question();
        return new Decider(active, scenario.registers(), budgets)
                .decide(asked.request(), scenario.subscriber(), scenario.history(), moment.at(), "scenario");
    }

    /** What a scenario says is left of budgets in the period that it begins in. */
    private static BudgetsLeft budgets(List<BudgetRule> rules, Scenario scenario, Instant at) {
        Instant now = scenario.moments().get(0).at();
        Map<String, BudgetsLeft.Left> left = new HashMap<>();
        for (BudgetRule rule : rules) {
            BudgetPeriod period = rule.periodAt(at);
            Long units = scenario.budgets().get(rule.info().id());
            if (units != null && rule.isInForce(at) && period.equals(rule.periodAt(now))) {
                left.put(rule.info().id(), new BudgetsLeft.Left(units, period.ends()));
            }
        }
        return new BudgetsLeft(left);
    }
}

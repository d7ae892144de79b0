package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.policy.BudgetPeriod;
import io.tact.policy.BudgetRule;
import io.tact.port.BudgetStore.Use;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code GET /v1/budgets}: what the budgets across subscribers have come to. */
final class BudgetsHandler implements Operation {
    private final Services services;

    BudgetsHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        Map<BudgetPeriod, BudgetRule> now = new LinkedHashMap<>();
        for (BudgetRule rule : services.active().get().ruleset().budgets()) {
            if (rule.isInForce(exchange.now())) {
                now.put(rule.periodAt(exchange.now()), rule);
            }
        }
        return services.budgets().uses(now.keySet()).thenApply(uses -> reply(now, uses));
    }

    private Reply reply(Map<BudgetPeriod, BudgetRule> now, List<Use> uses) {
        Map<BudgetPeriod, Use> byPeriod = uses.stream().collect(Collectors.toMap(Use::period, Function.identity()));
        return Reply.json(200, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("budgets");
            for (Map.Entry<BudgetPeriod, BudgetRule> entry : now.entrySet()) {
                BudgetPeriod period = entry.getKey();
                write(out, entry.getValue(), byPeriod.getOrDefault(period, new Use(period, 0, 0)));
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void write(JsonGenerator out, BudgetRule rule, Use use) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", rule.info().id());
        out.writeStringField("period", rule.period().name());
        DecisionWriter.instant(out, "endsAt", use.period().ends());
        out.writeNumberField("max", rule.max());
        out.writeNumberField("drawn", use.granted() - use.unspent());
        out.writeNumberField("leased", use.unspent());
        out.writeNumberField("held", services.budgets().held(use.period()));
        out.writeEndObject();
    }
}

package io.tact.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tact.arbitration.Accounts;
import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.Allowance;
import io.tact.arbitration.AllowanceTeller;
import io.tact.arbitration.SubscriberRef;
import io.tact.policy.CapAllowance;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/subscribers/{id}/allowance}: what may still be said to a subscriber, and what is left of each cap. */
final class AllowanceHandler implements Operation {
    private final Services services;

    AllowanceHandler(Services services) {
        this.services = services;
    }

    @Override
    public CompletionStage<Reply> serve(Exchange exchange) {
        String id = exchange.id();
        Errors errors = new Errors();
        Instant at = exchange.instantOrNull("at", errors);
        errors.check();
        return services.accounts().find(new SubscriberRef.ById(id)).thenCompose(found -> {
            Accounts.Found known =
                    found.orElseThrow(() -> DecideHandler.unknown(id).asException());
            return CompletableFuture.supplyAsync(() -> tell(known, at, exchange), services.rulesWorkers());
        });
    }

    private Reply tell(Accounts.Found found, @Nullable Instant at, Exchange exchange) {
        ActiveRuleset active = services.active().get();
        Instant now = at == null ? found.history().now(exchange.now()) : at;
        List<Allowance> all = new AllowanceTeller(active, services.registers().current())
                .tell(found.subscriber(), found.history(), now).stream()
                        .filter(allowance -> exchange.mandate().limits().cover(allowance.slot()))
                        .toList();
        return Reply.json(200, out -> {
            out.writeStartObject();
            out.writeStringField("subscriber", found.subscriber().id());
            out.writeStringField("at", now.toString());
            DecisionWriter.ruleset(out, active.ruleset().version(), active.epoch());
            out.writeArrayFieldStart("allowances");
            for (Allowance allowance : all) {
                write(out, allowance);
            }
            out.writeEndArray();
            if (all.stream().anyMatch(Allowance::isUnverified)) {
                out.writeBooleanField("unverified", true);
            }
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Allowance allowance) throws IOException {
        out.writeStartObject();
        out.writeStringField("channel", allowance.slot().channel().name());
        out.writeStringField("purpose", allowance.slot().purpose().name());
        out.writeStringField("sender", allowance.slot().sender());
        out.writeStringField("senderClass", allowance.slot().senderClass().name());
        out.writeBooleanField("allowed", allowance.isAllowed());
        DecisionWriter.instant(out, "nextAllowedAt", allowance.nextAllowedAt());
        ReasonWriter.write(out, "reasons", allowance.reasons());
        out.writeArrayFieldStart("caps");
        for (CapAllowance cap : allowance.caps()) {
            cap(out, cap);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void cap(JsonGenerator out, CapAllowance cap) throws IOException {
        out.writeStartObject();
        out.writeStringField("rule", cap.rule());
        DecisionWriter.fixed(out, "used", cap.used());
        DecisionWriter.fixed(out, "max", cap.max());
        DecisionWriter.fixed(out, "remaining", cap.remaining());
        out.writeStringField("window", cap.window());
        DecisionWriter.instant(out, "freesAt", cap.freesAt());
        out.writeStringField("citation", cap.citation());
        ReasonWriter.authority(out, cap.binding(), cap.verified());
        out.writeEndObject();
    }
}

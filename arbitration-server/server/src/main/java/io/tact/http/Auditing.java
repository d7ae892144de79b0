package io.tact.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.audit.AuditTrail;
import io.tact.identity.Identity;
import io.tact.lifecycle.AuditEntry;
import io.tact.lifecycle.ErasedAddresses;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits what is served, as the contract says. Where nobody is asked who they are there is nobody to tell of. */
final class Auditing {
    static final String REASON = "Tact-Reason";

    private static final Logger LOG = LoggerFactory.getLogger(Auditing.class);
    private static final String SUBSCRIBERS = "/v1/subscribers/{id}";
    private static final int MAX_REASON = 256;
    private static final int FIRST_PROBLEM = 400;

    private final AuditTrail trail;
    private final ErasedAddresses addresses;

    Auditing(AuditTrail trail, ErasedAddresses addresses) {
        this.trail = trail;
        this.addresses = addresses;
    }

    static AuditTrail.Who who(Identity identity) {
        return new AuditTrail.Who(identity.id(), identity.roleNames());
    }

    /** Whether an entry is written before it is served; until then its request is paused. */
    static boolean isTold(Contract.Entry entry, Exchange exchange) {
        return exchange.identity() != null
                && !exchange.handedOn()
                && entry.access().audit() == Access.Audit.ENTRY;
    }

    /** Serves an operation and audits it. On the request's event loop. */
    CompletionStage<Reply> around(Contract.Entry entry, Operation operation, Exchange exchange) {
        Identity identity = exchange.identity();
        if (identity == null || exchange.handedOn() || entry.access().audit() == Access.Audit.NONE) {
            return operation.serve(exchange);
        }
        return isTold(entry, exchange)
                ? told(entry, operation, exchange, identity)
                : summed(entry, operation, exchange, identity);
    }

    private CompletionStage<Reply> summed(
            Contract.Entry entry, Operation operation, Exchange exchange, Identity identity) {
        return operation.serve(exchange).thenApply(reply -> {
            if (reply.status() < FIRST_PROBLEM) {
                trail.served(who(identity), entry.id());
            }
            return reply;
        });
    }

    private CompletionStage<Reply> told(
            Contract.Entry entry, Operation operation, Exchange exchange, Identity identity) {
        AuditEntry change = entry(AuditEntry.Action.CHANGED, entry, exchange, identity);
        Context context = Vertx.currentContext();
        exchange.request().pause();
        return OnContext.of(context, trail.append(change))
                .thenCompose(done -> {
                    try {
                        return operation.serve(exchange);
                    } finally {
                        exchange.request().resume();
                    }
                })
                .whenComplete((reply, failure) -> {
                    exchange.request().resume();
                    if (failure != null || reply.status() >= FIRST_PROBLEM) {
                        failed(entry(AuditEntry.Action.FAILED, entry, exchange, identity));
                    }
                });
    }

    private void failed(AuditEntry entry) {
        trail.append(entry).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("that {} of {} failed is not in the audit", entry.operation(), entry.by(), failure);
            }
        });
    }

    private AuditEntry entry(AuditEntry.Action action, Contract.Entry entry, Exchange exchange, Identity identity) {
        AuditTrail.Who who = who(identity);
        Map<String, String> path = new TreeMap<>(exchange.pathParameters());
        String subscriber = entry.path().startsWith(SUBSCRIBERS) ? path.remove("id") : null;
        return new AuditEntry(
                exchange.now(),
                action,
                who.id(),
                who.roles(),
                entry.id(),
                Fields.brief(String.join(" ", path.values())),
                subscriber == null ? "" : addresses.ofSubscriber(subscriber),
                reason(exchange),
                Map.of());
    }

    /** Why: what the header, the query or the body says. */
    private static String reason(Exchange exchange) {
        String header = exchange.header(REASON);
        String query = header == null ? exchange.query("reason") : header;
        String reason = query == null ? inBody(exchange) : query;
        boolean control = reason != null && reason.chars().anyMatch(c -> c < ' ' || c == 0x7f);
        if (reason != null && (reason.length() > MAX_REASON || control)) {
            if (header != null) {
                Errors errors = new Errors();
                errors.invalid(REASON, "must have at most " + MAX_REASON + " characters, and no control characters");
                errors.check();
            }
            return "";
        }
        return reason == null ? "" : reason;
    }

    private static @Nullable String inBody(Exchange exchange) {
        if (!exchange.hasBody()) {
            return null;
        }
        try {
            JsonNode reason = Json.parse(exchange.body()).path("reason");
            return reason.isTextual() ? reason.textValue() : null;
        } catch (FaultException e) {
            // It is told by whoever reads the body in earnest.
            return null;
        }
    }
}

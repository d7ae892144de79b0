package io.tact.http;

import static io.tact.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.TestIssuer;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.port.Feeds;
import io.tact.port.InMemoryContactStore;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server of which every operation can be asked, by every role, and with every credential that must not be believed. */
final class EveryOperation implements AutoCloseable {
    static final Instant NOW = ServerUnderTest.NOW;
    static final TestIssuer ISSUER = new TestIssuer();

    final Contract contract = Contract.load();
    final String everything = ApiKey.random();
    final ServerUnderTest server;
    private final Map<Role, String> keys = new EnumMap<>(Role.class);
    private final String expired = ApiKey.random();
    private final Map<String, Asking> requests = new HashMap<>();

    /** A request that is right but for who asks. */
    private record Asking(String method, String path, @Nullable String type, String body) {}

    EveryOperation() {
        List<ApiKey> all = new ArrayList<>();
        for (Role role : Role.values()) {
            keys.put(role, ApiKey.random());
            all.add(key(keys.get(role), role.toString(), null, role));
        }
        all.add(key(everything, "everything", null, Role.values()));
        all.add(key(expired, "expired", NOW, Role.values()));
        server = new ServerUnderTest(new InMemoryContactStore.Disk(), Identities.of(all, ISSUER.tokens()), null);
        makeSomethingToAskAbout();
    }

    private static ApiKey key(@Nullable String key, String id, @Nullable Instant expires, Role... roles) {
        Mandate.Limits limits = id.equals("sender")
                ? new Mandate.Limits(Set.of(), SenderClass.CVM, Set.of(Purpose.MARKETING))
                : Mandate.Limits.NONE;
        return ApiKey.of(
                new Identity(new Mandate(id, limits), EnumSet.copyOf(List.of(roles)), expires, null),
                ApiKey.hashLine(String.valueOf(key)));
    }

    private void makeSomethingToAskAbout() {
        server.as(everything).withSubscriber();
        JsonNode decision = json(server.decide("{'subscriber': {'id': 'S-1'}}"));
        String reservation = decision.at("/selected/0/reservation/id").asText();
        server.put("/v1/subscribers/S-1/suppressions/x", "{'reason': 'asked', 'channel': 'STORE'}");
        server.put("/v1/suspensions/stop", "{'campaign': 'DATA-5', 'reason': 'wrong price'}");
        server.send(
                "PUT",
                "/v1/lists/BLOCTEL",
                HttpRequest.BodyPublishers.ofString("+33699999999\n"),
                "Content-Type",
                "text/plain");
        String json = Reply.JSON;
        String lines = NdjsonLines.CONTENT_TYPE;
        ask("decide", json, "/v1/decisions", "{'subscriber': {'id': 'S-1'}, 'direction': 'INBOUND'}");
        ask("readDecision", null, "/v1/decisions/" + decision.path("decisionId").asText(), "");
        ask("confirmReservation", json, "/v1/reservations/" + reservation + "/confirm", "");
        ask("releaseReservation", json, "/v1/reservations/" + reservation + "/release", "");
        ask("listExpiredReservations", null, "/v1/reservations/expired", "");
        ask("listAudit", null, "/v1/audit", "");
        ask(
                "reportOutcomes",
                json,
                "/v1/outcomes",
                "{'outcomes': [{'id': 'o-1', 'reservation': '" + reservation
                        + "', 'outcome': 'CLICKED', 'at': '2026-11-23T10:00:00Z'}]}");
        ask("putSubscriber", json, "/v1/subscribers/S-1", "{'language': 'de'}");
        ask("getSubscriber", null, "/v1/subscribers/S-1", "");
        ask("eraseSubscriber", null, "/v1/subscribers/S-1?reason=asked", "");
        ask("exportSubscriber", null, "/v1/subscribers/S-1/export?reason=asked", "");
        ask("listContacts", null, "/v1/subscribers/S-1/contacts", "");
        ask("importSubscribers", lines, "/v1/subscribers/import", "{'id': 'S-9'}\n");
        ask(
                "importContacts",
                lines,
                "/v1/contacts/import",
                "{'id': 'C-1', 'subscriber': 'S-1', 'campaign': 'TOPUP-10', 'channel': 'SMS', 'purpose': 'MARKETING', 'at':"
                        + " '2026-11-20T10:00:00Z'}\n");
        ask("readAllowance", null, "/v1/subscribers/S-1/allowance", "");
        ask("listSuppressions", null, "/v1/subscribers/S-1/suppressions", "");
        ask("putSuppression", json, "/v1/subscribers/S-1/suppressions/y", "{'reason': 'asked'}");
        ask("liftSuppression", json, "/v1/subscribers/S-1/suppressions/x/lift", "{'reason': 'over'}");
        ask("listBudgets", null, "/v1/budgets", "");
        ask("listSuspensions", null, "/v1/suspensions", "");
        ask("putSuspension", json, "/v1/suspensions/other", "{'channel': 'SMS', 'reason': 'outage'}");
        ask("removeSuspension", null, "/v1/suspensions/stop?reason=over", "");
        ask("listLists", null, "/v1/lists", "");
        ask("putList", "text/plain", "/v1/lists/OTHER", "+33688888888\n");
        ask("removeList", null, "/v1/lists/BLOCTEL", "");
        ask("findListEntry", null, "/v1/lists/BLOCTEL/entries/+33699999999", "");
        ask("readContract", null, "/openapi.yaml", "");
        ask("readDocs", null, "/docs", "");
        ask("isLive", null, "/health/live", "");
        ask("isReady", null, "/health/ready", "");
        ask("readMetrics", null, "/metrics", "");
        assertThat(requests)
                .as("every operation of the contract is asked here")
                .containsOnlyKeys(
                        contract.operations().stream().map(Contract.Entry::id).toList());
    }

    private void ask(String operation, @Nullable String type, String path, String body) {
        String method = contract.operations().stream()
                .filter(entry -> entry.id().equals(operation))
                .findFirst()
                .orElseThrow()
                .method();
        requests.put(operation, new Asking(method, path, type, body.replace('\'', '"')));
    }

    HttpResponse<String> send(Contract.Entry entry) {
        Asking asking = java.util.Objects.requireNonNull(requests.get(entry.id()));
        String[] headers = asking.type() == null ? new String[0] : new String[] {"Content-Type", asking.type()};
        return server.send(asking.method(), asking.path(), HttpRequest.BodyPublishers.ofString(asking.body()), headers);
    }

    List<Contract.Entry> guarded() {
        return contract.operations().stream()
                .filter(entry -> !entry.access().open())
                .toList();
    }

    Map<String, String> untrustworthy() {
        Map<String, Object> right = TestIssuer.claims(NOW, Role.values());
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("a key nobody has", ApiKey.random());
        bad.put("a key that expired", expired);
        bad.put("the hash of a key", ApiKey.hashLine(everything));
        bad.put("no token", "abc");
        bad.put("a token that expired", ISSUER.signed(with(right, "exp", NOW.getEpochSecond() - 31)));
        bad.put("a token of tomorrow", ISSUER.signed(with(right, "nbf", NOW.getEpochSecond() + 31)));
        bad.put("a token without an end", ISSUER.signed(with(right, "exp", null)));
        bad.put("a token of somebody else", ISSUER.signed(with(right, "iss", "https://login.example.org")));
        bad.put("a token for somebody else", ISSUER.signed(with(right, "aud", "other")));
        bad.put("a wrongly signed token", ISSUER.wronglySigned(right));
        bad.put("a token that is not signed", TestIssuer.unsigned(right));
        bad.put("a token signed with the public key", ISSUER.signedWithPublicKey(right));
        String token = ISSUER.signed(right);
        bad.put("a token whose signature was cut off", token.substring(0, token.lastIndexOf('.') + 1));
        return bad;
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, @Nullable Object value) {
        Map<String, Object> other = new LinkedHashMap<>(claims);
        if (value == null) {
            other.remove(name);
        } else {
            other.put(name, value);
        }
        return other;
    }

    String key(Role role) {
        return java.util.Objects.requireNonNull(keys.get(role));
    }

    static String token(Role role) {
        return ISSUER.signed(TestIssuer.claims(NOW, role));
    }

    HttpResponse<String> as(String credential, Contract.Entry entry) {
        server.as(credential);
        return send(entry);
    }

    Contract.Entry entry(String operation) {
        return contract.operations().stream()
                .filter(entry -> entry.id().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> audit() {
        List<JsonNode> entries = new ArrayList<>();
        json(server.as(key(Role.AUDITOR)).get("/v1/audit?limit=1000"))
                .path("entries")
                .forEach(entries::add);
        return entries;
    }

    /** What there is, and how much happened. */
    String state() {
        server.as(everything);
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "/v1/subscribers/S-1",
                "/v1/subscribers/S-9",
                "/v1/subscribers/S-1/contacts",
                "/v1/subscribers/S-1/suppressions",
                "/v1/suspensions",
                "/v1/lists",
                "/v1/lists/OTHER/entries/+33688888888")) {
            all.append(server.get(path).body()).append('\n');
        }
        for (Feeds.Feed feed : Feeds.Feed.values()) {
            all.append(server.store
                            .feed(feed, 0, 10_000)
                            .toCompletableFuture()
                            .join()
                            .size())
                    .append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.tact.acceptance.consistency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Looks like a node and keeps every promise in the simplest way, one contact for each account, but for one lie. For the
 * checker to be tried on: whatever goes in and comes out is what a real node takes and gives.
 */
final class LyingNode implements AutoCloseable {
    /** What it does wrong. */
    enum Lie {
        NONE,
        /** Knows no cap. */
        OVERRUNS,
        /** Its clock is a second further on with every decision, so that windows pass in no time. */
        RUSHES,
        /** Does not know when its stock is at an end. */
        OVERDRAWS,
        /** Says of each reservation twice that its time has run out. */
        TELLS_TWICE,
        /** Every fifth reservation is gone after it was acknowledged. */
        LOSES,
        /** Every fifth reservation is there twice. */
        DOUBLES,
        /** With every fifth reservation comes one for somebody else. */
        INVENTS,
        /** Decides again when a key comes again. */
        FORGETS_KEYS,
        /** Takes what is told of a reservation and does nothing. */
        IGNORES_WHAT_IS_TOLD,
        /** Knows no cap of its own, and makes every decision on the same version. */
        FORKS,
        /** Lets nobody in. */
        REFUSES,
        /** Answers everybody, and selects nothing. */
        SAYS_NO
    }

    /** How much there is of the only offer. */
    static final int STOCK = 30;

    static {
        // Else every answer waits 40 ms for an acknowledgement; read once, when the first server is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Lie lie;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, List<ObjectNode>> contacts = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> accounts = new HashMap<>();
    private long decisions;
    private long grants;

    LyingNode(Lie lie) {
        this.lie = lie;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String path = exchange.getRequestURI().getPath();
        NodeClient.Answer answer = path.endsWith("/expired")
                ? expired(exchange.getRequestURI().getQuery().endsWith("after=0"))
                : answer(path, key == null ? "" : key, body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized NodeClient.Answer answer(String path, String key, String body) {
        String[] parts = path.split("/");
        if (path.endsWith("/import")) {
            return ok("{}");
        }
        if (lie == Lie.REFUSES && !body.isEmpty()) {
            return new NodeClient.Answer(503, "{}");
        }
        if (path.equals("/v1/decisions")) {
            return decide(key, body);
        }
        if (path.startsWith("/v1/decisions/")) {
            return ok(Json.object().put("decidedOn", versions.get(parts[3])).toString());
        }
        if (path.endsWith("/contacts")) {
            ObjectNode page = Json.object().putNull("next");
            page.putArray("contacts").addAll(contacts.getOrDefault(parts[3], List.of()));
            return ok(page.toString());
        }
        if (path.equals("/v1/outcomes")) {
            return outcome(Json.read(body).at("/outcomes/0"));
        }
        return settle(parts[3], parts[4].equals("confirm") ? "SENT" : "RELEASED");
    }

    /** The first page has all, the next nothing. */
    private synchronized NodeClient.Answer expired(boolean first) {
        ObjectNode page = Json.object().put("next", "1");
        ArrayNode told = page.putArray("expired");
        for (int times = 0; first && lie == Lie.TELLS_TWICE && times < 2; times++) {
            contacts.values().forEach(theirs -> told.addAll(theirs));
        }
        return ok(page.toString());
    }

    private NodeClient.Answer decide(String key, String body) {
        String before = answers.get(key + body);
        if (before != null && lie != Lie.FORGETS_KEYS) {
            return ok(before);
        }
        if (answers.containsKey(key) && lie != Lie.FORGETS_KEYS) {
            return new NodeClient.Answer(422, "{}");
        }
        JsonNode asked = Json.read(body);
        String answer = decided(asked, "d" + decisions++).toString();
        if (!key.isEmpty()) {
            answers.put(key, answer);
            answers.put(key + body, answer);
        }
        return ok(answer);
    }

    private ObjectNode decided(JsonNode asked, String id) {
        boolean reserve = asked.path("reserve").asBoolean(true);
        String subscriber = asked.at("/subscriber/id").asText();
        Instant now =
                Instant.now().plusSeconds(lie == Lie.RUSHES ? decisions : 0).truncatedTo(ChronoUnit.MILLIS);
        ObjectNode answer =
                Json.object().put("decisionId", id).put("at", now.toString()).put("recorded", reserve);
        ArrayNode selected = answer.putArray("selected");
        String account = "A-" + Integer.parseInt(subscriber.substring(2)) / 2;
        boolean room = !accounts.containsKey(account) || lie == Lie.OVERRUNS || lie == Lie.FORKS;
        room = room && (grants < STOCK || lie == Lie.OVERRUNS || lie == Lie.FORKS || lie == Lie.OVERDRAWS);
        if (reserve && room && lie != Lie.SAYS_NO) {
            long version = accounts.merge(account, 1L, Long::sum);
            versions.put(id, lie == Lie.FORKS ? 1 : version);
            selected.add(grant(asked, subscriber, id, now));
        }
        return answer;
    }

    private ObjectNode grant(JsonNode asked, String subscriber, String id, Instant now) {
        String channel = asked.at("/channels/0").asText("PUSH");
        String campaign = asked.at("/campaigns/0").asText("CAMPAIGN-A");
        ObjectNode selection = Json.object()
                .put("campaign", campaign)
                .put("offer", "OFFER")
                .put("treatment", "T")
                .put("channel", channel);
        ObjectNode contact = selection.deepCopy().put("reservation", id + "-1").put("decision", id);
        contact.put("at", now.toString()).put("state", "RESERVED");
        contact.putObject("amounts").put("contactCost", 0.1);
        contact.putArray("outcomes");
        keep(contact, subscriber, grants++ % 5 == 4);
        selection.putObject("reservation").put("id", id + "-1");
        return selection;
    }

    private void keep(ObjectNode contact, String subscriber, boolean fifth) {
        List<ObjectNode> theirs = contacts.computeIfAbsent(subscriber, s -> new ArrayList<>());
        if (lie != Lie.LOSES || !fifth) {
            theirs.add(contact);
        }
        if (lie == Lie.DOUBLES && fifth) {
            theirs.add(contact.deepCopy());
        }
        if (lie == Lie.INVENTS && fifth) {
            String decision = "x" + grants;
            versions.put(decision, -grants);
            theirs.add(contact.deepCopy().put("reservation", decision + "-1").put("decision", decision));
        }
    }

    private NodeClient.Answer settle(String reservation, String state) {
        find(reservation, contact -> {
            if (contact.path("outcomes").isEmpty()) {
                contact.put("state", state);
            }
        });
        return ok("{}");
    }

    private NodeClient.Answer outcome(JsonNode told) {
        find(told.path("reservation").asText(), contact -> {
            ArrayNode outcomes = contact.withArray("outcomes");
            if (outcomes.findValuesAsText("id").contains(told.path("id").asText())) {
                return;
            }
            outcomes.add(told.deepCopy());
            contact.put("state", told.path("outcome").asText());
        });
        return ok("RECORDED");
    }

    private void find(String reservation, Consumer<ObjectNode> change) {
        if (lie != Lie.IGNORES_WHAT_IS_TOLD) {
            contacts.values().stream()
                    .flatMap(List::stream)
                    .filter(c -> c.path("reservation").asText().equals(reservation))
                    .forEach(change);
        }
    }

    private static NodeClient.Answer ok(String body) {
        return new NodeClient.Answer(200, body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

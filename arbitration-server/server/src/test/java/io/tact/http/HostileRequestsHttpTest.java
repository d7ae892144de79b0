package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identities;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.identity.TestIssuer;
import io.tact.port.InMemoryContactStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that no client library sends, written to the socket: none gets past the question who asks. */
class HostileRequestsHttpTest {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String LISTS = "GET /v1/lists HTTP/1.1";

    private final String key = ApiKey.random();
    private final ServerUnderTest server = new ServerUnderTest(
            new InMemoryContactStore.Disk(),
            Identities.of(
                    List.of(ApiKey.of(
                            new Identity(
                                    new Mandate("all", Mandate.Limits.NONE), EnumSet.allOf(Role.class), null, null),
                            ApiKey.hashLine(key))),
                    ISSUER.tokens()),
            null);

    @AfterEach
    void stop() {
        server.close();
    }

    /** The status of the answer. */
    private int status(String line, String... headers) {
        StringBuilder text = new StringBuilder(line).append("\r\nHost: x\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return answered(text.append("\r\n").toString());
    }

    private int answered(String request) {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String bearer() {
        return "Authorization: Bearer " + key;
    }

    @Test
    void noSpellingOfAPathOrAMethodGetsAroundTheQuestion() {
        for (String line : List.of(
                "GET /health/live/../../v1/lists",
                "GET /health/live;/../../v1/lists",
                "GET /health/live%2f..%2f..%2fv1/lists",
                "GET /health/live%00",
                "GET /health/../v1/lists",
                "GET /v1/lists/",
                "GET //v1/lists",
                "GET /V1/LISTS",
                "GET /v1/%6cists",
                "GET /v1/lists%00",
                "GET /v1/lists%zz",
                "GET /%",
                "GET v1/lists",
                "GET http://x/v1/lists",
                "GET http://x/health/live/../../v1/lists",
                "HEAD /v1/lists",
                "HEAD /health/live",
                "OPTIONS /v1/lists",
                "OPTIONS *",
                "TRACE /v1/lists",
                "CONNECT x:1",
                "get /v1/lists",
                "DANCE /v1/lists")) {
            assertThat(status(line + " HTTP/1.1")).as(line).isEqualTo(401);
        }
        assertThat(answered("GET /v1/lists HTTP/1.0\r\n\r\n")).isEqualTo(401);
        assertThat(status("GET /health/live HTTP/1.1")).isEqualTo(200);
        assertThat(status(LISTS, bearer())).isEqualTo(200);
        assertThat(status("GET /v1/lists%zz HTTP/1.1", bearer())).isEqualTo(400);
        assertThat(status("OPTIONS * HTTP/1.1", bearer())).isEqualTo(400);
        assertThat(status("HEAD /v1/lists HTTP/1.1", bearer())).isEqualTo(405);
    }

    @Test
    void aCredentialIsSentOnceAndInOneWay() {
        assertThat(status(LISTS, bearer(), "Authorization: Bearer x")).isEqualTo(401);
        assertThat(status(LISTS, "Authorization: Bearer x", bearer())).isEqualTo(401);
        assertThat(status(LISTS, bearer(), bearer())).isEqualTo(401);
        assertThat(status(LISTS, "Authorization:", bearer())).isEqualTo(401);
        assertThat(status(LISTS, "Authorization: Bearer\t" + key)).isEqualTo(401);
        assertThat(status(LISTS, "Authorization: " + key)).isEqualTo(401);
        assertThat(status(LISTS, "Cookie: Authorization=" + key)).isEqualTo(401);
        assertThat(status("GET /v1/lists?access_token=" + key + " HTTP/1.1")).isEqualTo(401);
        assertThat(status(LISTS, "Authorization: Bearer " + "x".repeat(20_000))).isEqualTo(431);
    }

    @Test
    void aTokenThatIsNoneIsRefusedAndCountedWhateverStandsInIt() {
        List<String> heads = List.of(
                "null",
                "[]",
                "{}",
                "7",
                "\"x\"",
                "{\"alg\":null}",
                "{\"alg\":7}",
                "{\"alg\":\"\"}",
                "{\"alg\":\"nOnE\"}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}",
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"x5c\":[\"!\"]}",
                "{\"alg\":\"RS256\",\"x5t#S256\":\"abc\"}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
                "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\"}",
                "{\"alg\":\"RS256\",\"kid\":\"ec\"}",
                "{\"alg\":\"ES256\",\"kid\":\"rsa\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"rsa\"}",
                "{\"alg\":\"EdDSA\"}",
                "{\"alg\":\"HS256\",\"kid\":\"rsa\"}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"a\":".repeat(700) + "1" + "}".repeat(700),
                "[".repeat(3_000));
        String claims = part("{\"iss\":\"" + TestIssuer.ISSUER + "\"}");
        int sent = 0;
        for (String head : heads) {
            for (String signature : List.of("", "A", "AAAA", "!", "A".repeat(86))) {
                assertThat(status(LISTS, "Authorization: Bearer " + part(head) + "." + claims + "." + signature))
                        .as(head)
                        .isEqualTo(401);
                sent++;
            }
        }
        server.as(key);
        double counted = server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tact_refused_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
        assertThat(counted).isEqualTo(sent);
    }

    @Test
    void aBrowserMayOpenTheDocsWithAKeyAsPasswordAndDoNothingElseWithIt() {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("ann:" + key).getBytes(StandardCharsets.UTF_8));
        for (String path : List.of("/docs", "/openapi.yaml")) {
            assertThat(status("GET " + path + " HTTP/1.1", basic)).as(path).isEqualTo(200);
            assertThat(status("GET " + path + " HTTP/1.1")).as(path).isEqualTo(401);
        }
        for (Contract.Entry entry : Contract.load().operations()) {
            if (!entry.access().open() && !List.of("readDocs", "readContract").contains(entry.id())) {
                String line =
                        entry.method() + " " + entry.path().replace("{", "").replace("}", "") + " HTTP/1.1";
                assertThat(status(line, basic)).as(line).isEqualTo(401);
            }
        }
        server.as(null);
        assertThat(challenge("/docs", "text/html,*/*;q=0.8")).isEqualTo("Basic realm=\"tact\", charset=\"UTF-8\"");
        assertThat(challenge("/docs", "*/*")).isEqualTo("Bearer realm=\"tact\"");
        assertThat(challenge("/v1/lists", "text/html"))
                .as("no page makes a browser ask")
                .isEqualTo("Bearer realm=\"tact\"");
    }

    private String challenge(String path, String accept) {
        return server.send("GET", path, java.net.http.HttpRequest.BodyPublishers.noBody(), "Accept", accept)
                .headers()
                .firstValue("WWW-Authenticate")
                .orElse("");
    }

    @Test
    void inTheClearOnlyOneProtocolIsSpoken() {
        assertThat(status(
                        "GET /health/live HTTP/1.1",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__"))
                .isEqualTo(200);
    }

    @Test
    void whatIsSentByNobodyGoesByAndTheAnswerStillComes() {
        String body = "x".repeat(3 * BodyReader.LIMIT);
        assertThat(status("POST /v1/decisions HTTP/1.1", "Content-Length: " + body.length() + "\r\n\r\n" + body))
                .isEqualTo(401);
        assertThat(status("POST /v1/nowhere HTTP/1.1", bearer(), "Content-Length: 5\r\n\r\nhello"))
                .isEqualTo(404);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

package io.tact.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where nobody is asked who they are, a page of elsewhere that a browser on this machine shows gets nothing either. */
class ForeignPagesHttpTest {
    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    private int status(String line, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port)) {
            socket.setSoTimeout(20_000);
            String request = line + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(answer.substring(9));
        }
    }

    @Test
    void aNameThatWasMadeToStandForThisMachineIsNotAnswered() throws IOException {
        List<String> hosts = List.of(
                "evil.example.org",
                "evil.example.org:8080",
                "127.0.0.1.example.org",
                "localhost.example.org",
                "10.0.0.11",
                "[::2]:80");
        for (String host : hosts) {
            assertThat(status("GET /v1/suspensions", "Host: " + host)).as(host).isEqualTo(403);
            assertThat(status("DELETE /v1/lists/X", "Host: " + host)).as(host).isEqualTo(403);
        }
        assertThat(status("GET /docs", "Host: evil.example.org")).isEqualTo(403);
        assertThat(status("GET /health/live", "Host: evil.example.org"))
                .as("probes")
                .isEqualTo(200);
        assertThat(server.get("/metrics").body())
                .contains("tact_refused_total{reason=\"foreign-page\"} " + (2.0 * hosts.size() + 1));
    }

    @Test
    void thisMachineIsAnsweredByEveryNameItHas() throws IOException {
        for (String host : List.of(
                "127.0.0.1",
                "127.0.0.1:8080",
                "localhost",
                "LocalHost:80",
                "tact.localhost",
                "[::1]:8080",
                "127.1.2.3",
                "tact.example.net:8080")) {
            assertThat(status("GET /v1/suspensions", "Host: " + host)).as(host).isEqualTo(200);
        }
    }

    @Test
    void whatAPageOfElsewhereSendsIsNotDone() throws IOException {
        String confirm = "POST /v1/reservations/x-1/confirm";
        String length = "Content-Length: 0";
        String host = "Host: 127.0.0.1:" + server.port;
        for (String origin :
                List.of("http://evil.example.org", "null", "https://127.0.0.1.example.org", "file://", "::")) {
            assertThat(status(confirm, host, length, "Origin: " + origin))
                    .as(origin)
                    .isEqualTo(403);
        }
        for (String origin : List.of("http://127.0.0.1:" + server.port, "http://localhost:3000", "http://[::1]")) {
            assertThat(status(confirm, host, length, "Origin: " + origin))
                    .as(origin)
                    .isEqualTo(404);
        }
        assertThat(status(confirm, host, length)).isEqualTo(404);
    }
}

package io.tact.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tact.server.config.NodeConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpStartTest {
    @Test
    void withoutIdentitiesOnlyThisMachineIsListenedToHoweverItIsSpelled() {
        for (String host : List.of(
                "0.0.0.0",
                "::",
                "[::]",
                "0",
                "10.0.0.11",
                "::ffff:10.0.0.11",
                "tact.example.org",
                "127.0.0.1.example.org",
                "localhost.example.org",
                "1270.0.0.1")) {
            assertThatIllegalArgumentException()
                    .as(host)
                    .isThrownBy(() -> NodeConfig.alone(host, 0, Path.of("data"), Path.of("rules")))
                    .withMessageContaining("http.host (" + host + ")")
                    .withMessageContaining("there are no identities");
        }
        for (String host : List.of("127.0.0.1", "127.0.0.2", "localhost", "::1", "[::1]")) {
            assertThatCode(() -> HttpStart.requireAddress(NodeConfig.alone(host, 0, Path.of("data"), Path.of("rules"))))
                    .as(host)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aNameThatStandsForAnotherMachineIsNotBelieved() throws UnknownHostException {
        InetAddress elsewhere = InetAddress.getByAddress("localhost", new byte[] {10, 0, 0, 11});
        assertThatThrownBy(() -> HttpStart.requireThisMachine("localhost", InetAddress.getLoopbackAddress(), elsewhere))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("http.host (localhost) stands for 10.0.0.11");
    }
}

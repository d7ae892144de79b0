package io.tact.acceptance.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A link that is cut, silenced, slowed and healed. */
@Timeout(60)
class TcpRelayTest {
    private final ServerSocket target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final TcpRelay relay = TcpRelay.to(target.getLocalPort());

    TcpRelayTest() throws IOException {}

    @AfterEach
    void end() throws IOException {
        relay.close();
        target.close();
    }

    private Socket caller() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private Socket callee() throws IOException {
        Socket socket = target.accept();
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void says(Socket from, String words) throws IOException {
        from.getOutputStream().write(words.getBytes(US_ASCII));
    }

    private static String hears(Socket to, int letters) throws IOException {
        return new String(to.getInputStream().readNBytes(letters), US_ASCII);
    }

    private static void hearsNothing(Socket to) throws IOException {
        to.setSoTimeout(200);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        to.setSoTimeout(20_000);
    }

    private static boolean isBroken(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void carriesBothDirectionsAndTheEnd() throws IOException {
        try (Socket caller = caller();
                Socket callee = callee()) {
            says(caller, "ping");
            assertThat(hears(callee, 4)).isEqualTo("ping");
            says(callee, "pong");
            assertThat(hears(caller, 4)).isEqualTo("pong");

            callee.close();
            assertThat(isBroken(caller)).isTrue();
        }
    }

    @Test
    void breaksEveryConnectionWhenCutAndMakesNewOnesWhenHealed() throws IOException {
        try (Socket caller = caller();
                Socket callee = callee()) {
            relay.link().cut();
            assertThat(isBroken(caller)).isTrue();
            assertThat(isBroken(callee)).isTrue();
            try (Socket during = caller()) {
                assertThat(isBroken(during)).isTrue();
            }
        }
        relay.link().heal();
        try (Socket after = caller();
                Socket callee = callee()) {
            says(after, "again");
            assertThat(hears(callee, 5)).isEqualTo("again");
        }
    }

    @Test
    void holdsEverythingBackWhileSilentAndDeliversItWhenHealed() throws IOException {
        try (Socket caller = caller();
                Socket callee = callee()) {
            says(caller, "a");
            assertThat(hears(callee, 1)).isEqualTo("a");
            relay.link().stall();
            says(caller, "b");
            hearsNothing(callee);
            says(callee, "c");
            hearsNothing(caller);

            relay.link().heal();
            assertThat(hears(callee, 1)).isEqualTo("b");
            assertThat(hears(caller, 1)).isEqualTo("c");
        }
    }

    @Test
    void doesNotReachTheTargetWhileSilent() throws IOException {
        relay.link().stall();
        target.setSoTimeout(200);
        try (Socket caller = caller()) {
            says(caller, "hello");
            assertThatThrownBy(target::accept).isInstanceOf(SocketTimeoutException.class);

            relay.link().heal();
            target.setSoTimeout(20_000);
            try (Socket callee = callee()) {
                assertThat(hears(callee, 5)).isEqualTo("hello");
            }
        }
    }

    @Test
    void delaysEveryPiece() throws IOException {
        relay.link().slow(Duration.ofMillis(300));
        try (Socket caller = caller();
                Socket callee = callee()) {
            long before = System.nanoTime();
            says(caller, "late");
            assertThat(hears(callee, 4)).isEqualTo("late");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void breaksTheCallerWhereNobodyListens() throws IOException {
        target.close();
        try (Socket caller = caller()) {
            assertThat(isBroken(caller)).isTrue();
        }
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
        try (Socket caller = caller();
                Socket callee = callee()) {
            says(caller, "x");
            assertThat(hears(callee, 1)).isEqualTo("x");
            relay.link().stall();
            says(caller, "y");
            relay.close();
            assertThat(isBroken(caller)).isTrue();
        }
        await("end of the relay's threads").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals(relay.link().toString())));
    }
}

package io.tact.acceptance.consistency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three members, each reached at an address of its own, of which one is parted from the others. */
@Timeout(60)
class MemberLinksTest {
    private final ServerSocket[] members = {listening(), listening(), listening()};
    private final MemberLinks links = new MemberLinks(
            Stream.of(members).mapToInt(ServerSocket::getLocalPort).toArray());

    MemberLinksTest() throws IOException {}

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        links.close();
        for (ServerSocket member : members) {
            member.close();
        }
    }

    /** Whether a word that is said from one address arrives at a member. */
    private boolean reaches(String from, int to) throws IOException {
        String[] target = links.address(to).split(":");
        try (Socket caller = new Socket()) {
            caller.setSoTimeout(20_000);
            caller.bind(new InetSocketAddress(from, 0));
            caller.connect(new InetSocketAddress(target[0], Integer.parseInt(target[1])));
            caller.getOutputStream().write("word".getBytes(US_ASCII));
            if (isBroken(caller, to)) {
                return false;
            }
            try (Socket callee = members[to].accept()) {
                return new String(callee.getInputStream().readNBytes(4), US_ASCII).equals("word");
            }
        }
    }

    /** Whoever is not let in hears the end; whoever is hears nothing, as the member says nothing. */
    private boolean isBroken(Socket caller, int to) throws IOException {
        members[to].setSoTimeout(20_000);
        caller.setSoTimeout(300);
        try {
            return caller.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void partsOneFromTheOthersInBothDirectionsAndNobodyElse() throws IOException {
        assertThat(reaches("127.0.0.2", 1)).isTrue();

        links.around(0).forEach(Link::cut);
        assertThat(reaches("127.0.0.2", 1)).isFalse();
        assertThat(reaches("127.0.0.4", 0)).isFalse();
        assertThat(reaches("127.0.0.3", 2)).isTrue();
        assertThat(reaches("127.0.0.4", 1)).isTrue();

        links.heal();
        assertThat(reaches("127.0.0.2", 1)).isTrue();
        assertThat(reaches("127.0.0.4", 0)).isTrue();
    }

    @Test
    void hasNoWayForWhoIsNoMember() throws IOException {
        assertThat(reaches("127.0.0.1", 1)).isFalse();
        assertThat(reaches("127.0.0.5", 1)).isFalse();
    }
}

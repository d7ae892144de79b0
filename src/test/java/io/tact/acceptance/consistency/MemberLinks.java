package io.tact.acceptance.consistency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ways between the members of a cluster on this machine, two for each pair: one for the connections that each of them
 * makes. Every member has a loopback address of its own, at which it is reached here and from which it reaches others, so it
 * is known whose a connection is. Safe for any thread.
 */
final class MemberLinks implements AutoCloseable {
    private static final int FIRST = 2;

    private final List<List<Link>> links;
    private final List<Entrance> entrances = new ArrayList<>();

    /** @param ports where each member listens */
    MemberLinks(int[] ports) {
        links = IntStream.range(0, ports.length)
                .mapToObj(to -> IntStream.range(0, ports.length)
                        .mapToObj(from -> new Link("link from member " + from + " to " + to, ports[to]))
                        .toList())
                .toList();
        for (int node = 0; node < ports.length; node++) {
            List<Link> here = links.get(node);
            entrances.add(Entrance.open(ownAddress(node), 0, caller -> admit(caller, here)));
        }
    }

    private static InetAddress ownAddress(int node) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (FIRST + node)});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("node (" + node + ") has no address. Maybe a smaller one", e);
        }
    }

    /** Whoever comes from an address that is nobody's has no way. */
    private static void admit(Socket caller, List<Link> here) {
        int from = caller.getInetAddress().getAddress()[3] - FIRST;
        if (from >= 0 && from < here.size()) {
            here.get(from).admit(caller);
            return;
        }
        try {
            caller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the others reach a member, as {@code host:port}. */
    String address(int node) {
        return ownAddress(node).getHostAddress() + ":" + entrances.get(node).port();
    }

    /** All ways from a member to others, and from them to it. */
    List<Link> around(int node) {
        return IntStream.range(0, links.size())
                .filter(other -> other != node)
                .boxed()
                .flatMap(other ->
                        Stream.of(links.get(node).get(other), links.get(other).get(node)))
                .toList();
    }

    /** Lets everything through again. */
    void heal() {
        links.forEach(to -> to.forEach(Link::heal));
    }

    @Override
    public void close() {
        entrances.forEach(Entrance::close);
        links.forEach(to -> to.forEach(Link::close));
    }
}

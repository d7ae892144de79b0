package io.tact.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node finds the other members of its cluster, and from how many on it may decide. */
public sealed interface Membership {

    /** The fewest members that must see each other before any of them decides; 1 or more. */
    int minimumMembers();

    /** By nobody: one node, on an ephemeral port of the loopback interface. */
    record Alone() implements Membership {
        @Override
        public int minimumMembers() {
            return 1;
        }
    }

    /**
     * By a list of addresses, one or more of which are up when a node starts.
     *
     * @param bind the address of this machine to listen on for members
     * @param port the port to listen on for members, 1 to 65535
     * @param advertise where other members reach it, as {@code host:port}, one of the members; null for where it listens
     * @param members where members listen, as {@code host:port} or {@code host}; may name this node too
     * @param minimumMembers more than half of all members, so that of two halves at most one decides
     */
    record TcpIp(String bind, int port, @Nullable String advertise, List<String> members, int minimumMembers)
            implements Membership {
        public TcpIp {
            members = List.copyOf(members);
            Membership.check(bind, port, minimumMembers);
            if (members.isEmpty()) {
                throw new IllegalArgumentException("members must not be empty. Maybe name this node too");
            }
        }

        /** One that is reached where it listens. */
        public TcpIp(String bind, int port, List<String> members, int minimumMembers) {
            this(bind, port, null, members, minimumMembers);
        }
    }

    /**
     * By the addresses that a headless service's name resolves to.
     *
     * @param bind the pod's address
     * @param port the port on which every member listens, 1 to 65535
     * @param service the service's full DNS name
     * @param minimumMembers more than half of all members
     */
    record Kubernetes(String bind, int port, String service, int minimumMembers) implements Membership {
        public Kubernetes {
            Membership.check(bind, port, minimumMembers);
            if (service.isBlank()) {
                throw new IllegalArgumentException(
                        "service must not be empty. Maybe tact-members.default.svc.cluster.local");
            }
        }
    }

    private static void check(String bind, int port, int minimumMembers) {
        if (bind.isBlank()) {
            throw new IllegalArgumentException("bind must not be empty. Maybe 127.0.0.1");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port (" + port + ") must be 1 to 65535. Maybe 5701");
        }
        if (minimumMembers < 1) {
            throw new IllegalArgumentException(
                    "minimumMembers (" + minimumMembers + ") must be 1 or more. Maybe 2 of 3 members");
        }
    }
}

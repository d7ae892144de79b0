package io.tact.server.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How the members of a cluster find each other. */
public sealed interface MembershipSettings {

    /** Whether there may be more than one. */
    boolean mayBeSeveral();

    /**
     * Each is named.
     *
     * @param members one or more, each once
     */
    @Alternative(value = "members", bare = true)
    record Named(
            @Setting(
                            meaning = "Every member of the cluster, this one too, as HOST:PORT of the member port",
                            example = "[\"10.0.0.11:5701\", \"10.0.0.12:5701\", \"10.0.0.13:5701\"]")
                    List<Address> members)
            implements MembershipSettings {
        /** @throws IllegalArgumentException if there is none, or one is named twice; the message names it */
        public Named {
            if (members.isEmpty()) {
                throw new IllegalArgumentException(
                        "must name at least one. Maybe leave the whole of cluster out for one node alone");
            }
            Set<Address> known = new HashSet<>();
            for (Address member : members) {
                if (!known.add(member)) {
                    throw new IllegalArgumentException("(" + member + ") is named twice. Maybe delete one of them");
                }
            }
            members = List.copyOf(members);
        }

        @Override
        public boolean mayBeSeveral() {
            return members.size() > 1;
        }
    }

    /**
     * They are the pods behind a headless service, found by DNS.
     *
     * @param service the DNS name of the service
     */
    @Alternative("kubernetes")
    record Kubernetes(
            @Setting(
                            meaning = "The DNS name of the headless service whose pods are the members",
                            example = "tact-members.tact.svc.cluster.local")
                    String service)
            implements MembershipSettings {
        /** @throws IllegalArgumentException if it is no DNS name; the message names it */
        public Kubernetes {
            if (!service.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")) {
                throw new IllegalArgumentException(
                        "service (" + service + ") must be a DNS name. Maybe tact-members.tact.svc.cluster.local");
            }
        }

        @Override
        public boolean mayBeSeveral() {
            return true;
        }
    }
}

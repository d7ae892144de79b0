package io.tact.server.config;

import org.jspecify.annotations.Nullable;

/**
 * The cluster that a node belongs to.
 *
 * @param name its name; nodes of another name are not members
 * @param bind the address of the member port, one of this machine
 * @param port the member port, 1 to 65535
 * @param advertise where other members reach that port; null for the address and port it is on
 * @param membership how the members find each other
 * @param minimumMembers how many must be seen, 1 or more; null for a majority of those that are named
 * @param format the newest data format to write; null for the newest that every member reads
 */
public record ClusterSettings(
        @Setting(meaning = "Its name; nodes of another name are not members", fallback = "tact", example = "tact")
                String name,
        @Setting(
                        meaning =
                                "The one address of this machine that the member port is on; it asks nobody who they are, so keep"
                                        + " it private",
                        fallback = NodeConfig.LOOPBACK,
                        example = NodeConfig.LOOPBACK,
                        environment = "TACT_CLUSTER_BIND")
                String bind,
        @Setting(meaning = "The member port", fallback = "5701", min = "1", max = "65535", example = "5701") int port,
        @Setting(
                        meaning =
                                "Where other members reach the member port, if that is not where it is; list it among members",
                        otherwise = "bind and port",
                        example = "10.0.0.11:5701",
                        environment = "TACT_CLUSTER_ADVERTISE")
                @Nullable Address advertise,
        @Beside MembershipSettings membership,
        @Setting(
                        meaning =
                                "A node that sees fewer members than this, itself counted, refuses. Must be said with kubernetes",
                        otherwise = "a majority of members",
                        min = "1",
                        max = "99",
                        example = "2")
                @Nullable Integer minimumMembers,
        @Setting(
                        meaning =
                                "The newest data format that any member writes, for as long as an upgrade may have to be taken"
                                        + " back. What was written newer before stays so",
                        otherwise = "the newest that every member reads",
                        min = "1",
                        max = "4",
                        example = "2")
                @Nullable Integer format) {

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public ClusterSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty. Maybe tact");
        }
        if (bind.isBlank() || Address.isEveryAddress(bind)) {
            throw new IllegalArgumentException("bind (" + bind
                    + ") must be one address of this machine: the member port asks nobody who they are. Maybe "
                    + NodeConfig.LOOPBACK);
        }
        Range.require(ClusterSettings.class, "port", port);
        if (minimumMembers != null) {
            Range.require(ClusterSettings.class, "minimumMembers", minimumMembers);
        }
        if (format != null) {
            Range.require(ClusterSettings.class, "format", format);
        }
        requireReachable(membership, advertise);
        requirePossible(membership, minimumMembers);
    }

    private static void requireReachable(MembershipSettings membership, @Nullable Address advertise) {
        if (advertise == null) {
            return;
        }
        if (advertise.port() == 0 || Address.isEveryAddress(advertise.host())) {
            throw new IllegalArgumentException(
                    "advertise (" + advertise + ") must be where other members reach this one. Maybe 10.0.0.11:5701");
        }
        if (membership instanceof MembershipSettings.Named named
                ? !named.members().contains(advertise)
                : membership instanceof MembershipSettings.Kubernetes) {
            throw new IllegalArgumentException("advertise (" + advertise
                    + ") must be one of members: that is how the others find this one. Maybe add it there, or leave it out"
                    + " with kubernetes");
        }
    }

    private static void requirePossible(MembershipSettings membership, @Nullable Integer minimum) {
        if (membership instanceof MembershipSettings.Named named) {
            int size = named.members().size();
            if (minimum != null && minimum > size) {
                throw new IllegalArgumentException("minimumMembers (" + minimum
                        + ") must be at most the number of members, " + size + ". Maybe " + majority(size));
            }
        } else if (minimum == null) {
            throw new IllegalArgumentException("minimumMembers must be said with kubernetes: nothing else says how many"
                    + " pods there are. Maybe 2 for three pods");
        }
    }

    /** How many members there are, as far as the configuration says: all that are named, or the fewest that may decide. */
    public int known() {
        return membership instanceof MembershipSettings.Named named
                ? named.members().size()
                : quorum();
    }

    /** How many members must be seen, 1 or more. */
    public int quorum() {
        if (minimumMembers != null) {
            return minimumMembers;
        }
        return membership instanceof MembershipSettings.Named named
                ? majority(named.members().size())
                : 1;
    }

    private static int majority(int size) {
        return size / 2 + 1;
    }
}

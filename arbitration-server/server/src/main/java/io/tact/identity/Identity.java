package io.tact.identity;

import io.tact.arbitration.Mandate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Somebody who was asked who they are and could say so. Immutable but for the bucket; safe for any thread. */
public final class Identity {
    private final Mandate mandate;
    private final Set<Role> roles;
    private final List<String> roleNames;
    private final @Nullable Instant expiresAt;
    private final @Nullable TokenBucket rate;

    /**
     * Somebody.
     *
     * @param mandate the id of the credential, and as whom it may speak
     * @param roles what it may do
     * @param expiresAt from when it is worth nothing; null for never
     * @param rate how often it may ask; null for as often as it likes
     */
    public Identity(Mandate mandate, Set<Role> roles, @Nullable Instant expiresAt, @Nullable TokenBucket rate) {
        this.mandate = mandate;
        this.roles = Set.copyOf(roles);
        this.roleNames = roles.stream().map(Role::toString).sorted().toList();
        this.expiresAt = expiresAt;
        this.rate = rate;
    }

    /** The id of the credential, and as whom it may speak. */
    public Mandate mandate() {
        return mandate;
    }

    /** What it may do. */
    public Set<Role> roles() {
        return roles;
    }

    /** The names of its roles in lower case, sorted. */
    public List<String> roleNames() {
        return roleNames;
    }

    /** From when it is worth nothing; null for never. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** How often it may ask; null for as often as it likes. */
    public @Nullable TokenBucket rate() {
        return rate;
    }

    /** The id of the credential. */
    public String id() {
        return mandate.by();
    }

    public boolean hasOneOf(Set<Role> wanted) {
        for (Role role : roles) {
            if (wanted.contains(role)) {
                return true;
            }
        }
        return false;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** The same with a limit of how often it may ask. */
    Identity limitedBy(TokenBucket bucket) {
        return new Identity(mandate, roles, expiresAt, bucket);
    }

    /** Why a sender with such limits is none; null if it is one. */
    public static @Nullable String whyNoSender(Set<Role> roles, Mandate.Limits limits) {
        if (!roles.contains(Role.SENDER)) {
            return null;
        }
        return limits.senderClass() == null
                ? "a sender has one class"
                : limits.purposes().isEmpty() ? "a sender has the purposes for which it may write" : null;
    }

    /** Names in lower case, sorted: {@code publisher, sre}. */
    public static String names(Set<Role> roles) {
        return roles.stream().map(Role::toString).sorted().collect(Collectors.joining(", "));
    }
}

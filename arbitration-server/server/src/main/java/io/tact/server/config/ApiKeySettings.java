package io.tact.server.config;

import io.tact.arbitration.Mandate;
import io.tact.identity.ApiKey;
import io.tact.identity.Identity;
import io.tact.identity.Role;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key.
 *
 * @param id its name in the audit
 * @param hash SHA-256 of the key
 * @param roles what it may do
 * @param senderClass the one kind of sender it speaks for; null for all
 * @param senders the senders it speaks for; empty for all
 * @param purposes why it may write; empty for all
 * @param perSecond how often it may ask on one node; null for as often as it likes
 * @param expires from when it is worth nothing; null for never
 */
public record ApiKeySettings(
        @Setting(
                        meaning = "Its name in the audit: lower-case letters, digits, dots and dashes. Never a secret",
                        example = "push-gateway")
                String id,
        @Setting(
                        meaning = "The hash of the key, as `./tact key` prints it; the key itself stands nowhere here",
                        example = "sha256:…")
                String hash,
        @Setting(
                        meaning =
                                "What it may do: any of author, approver, publisher, channel, sender, support, auditor, sre",
                        example = "[channel]")
                List<Role> roles,
        @Setting(
                        meaning = "The one sender class it speaks for. Must be said for a sender",
                        otherwise = "all classes",
                        example = "VAS")
                @Nullable SenderClass senderClass,
        @Setting(
                        meaning = "The senders it speaks for, as the catalogue names them",
                        otherwise = "all senders",
                        example = "[Ringtones Ltd]")
                List<String> senders,
        @Setting(
                        meaning = "The purposes it may write for. Must be said for a sender",
                        otherwise = "all purposes",
                        example = "[MARKETING]")
                List<Purpose> purposes,
        @Setting(
                        meaning =
                                "How many requests a second are served on one node; as many at once after a second of silence",
                        otherwise = "no limit",
                        min = "1",
                        max = "1000000",
                        example = "200")
                @Nullable Integer perSecond,
        @Setting(meaning = "From when it is worth nothing", otherwise = "never", example = "2027-06-30T00:00:00Z")
                @Nullable Instant expires) {
    private static final String IDS = "[a-z0-9][a-z0-9.-]{0,62}";
    private static final Set<String> TAKEN = Set.of("anonymous", "nodes");

    /** @throws IllegalArgumentException if a value is none; the message names it */
    public ApiKeySettings {
        if (!id.matches(IDS) || TAKEN.contains(id)) {
            throw new IllegalArgumentException("id (" + id
                    + ") must be of lower-case letters, digits, dots and dashes, and neither anonymous nor nodes."
                    + " Maybe push-gateway");
        }
        if (!ApiKey.isHashLine(hash)) {
            throw new IllegalArgumentException("hash of key " + id
                    + " must be sha256: and 64 hexadecimal digits. Maybe make a key and its hash with ./tact key");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles of key " + id + " must not be empty. Maybe [channel]");
        }
        String why = Identity.whyNoSender(Set.copyOf(roles), limits(senders, senderClass, purposes));
        if (why != null) {
            throw new IllegalArgumentException("senderClass and purposes of key " + id + " must be said: " + why
                    + ". Maybe senderClass: VAS, purposes: [MARKETING]");
        }
        if (perSecond != null) {
            Range.require(ApiKeySettings.class, "perSecond", perSecond);
        }
        roles = List.copyOf(roles);
        senders = List.copyOf(senders);
        purposes = List.copyOf(purposes);
    }

    /** As whom and why it may speak. */
    public Mandate.Limits limits() {
        return limits(senders, senderClass, purposes);
    }

    private static Mandate.Limits limits(
            List<String> senders, @Nullable SenderClass senderClass, List<Purpose> purposes) {
        return new Mandate.Limits(Set.copyOf(senders), senderClass, Set.copyOf(purposes));
    }
}

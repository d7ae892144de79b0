package io.tact.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that are known, found by the first bytes of their hash and compared in constant time. How long a look-up takes
 * tells at most something of the hash of what was presented, from which nobody can choose the next key to try. Immutable.
 */
final class ApiKeys {
    private final Map<Long, List<ApiKey>> byHash;

    /** @throws IllegalArgumentException if two keys have one hash; the message names them */
    ApiKeys(List<ApiKey> keys) {
        Map<Long, List<ApiKey>> all = new HashMap<>();
        for (ApiKey key : keys) {
            List<ApiKey> alike = all.computeIfAbsent(start(key.hash()), start -> new ArrayList<>());
            for (ApiKey other : alike) {
                if (MessageDigest.isEqual(other.hash(), key.hash())) {
                    throw new IllegalArgumentException(
                            "keys " + other.identity().id() + " and "
                                    + key.identity().id() + " have the same hash. Maybe make another with ./tact key");
                }
            }
            alike.add(key);
        }
        byHash = Map.copyOf(all);
    }

    Identification identify(String presented, Instant now) {
        byte[] hash = ApiKey.sha256(presented);
        ApiKey key = null;
        for (ApiKey known : byHash.getOrDefault(start(hash), List.of())) {
            key = MessageDigest.isEqual(hash, known.hash()) ? known : key;
        }
        if (key == null) {
            return Identification.refused(
                    Identification.Why.UNKNOWN_KEY,
                    "the key is not known. Maybe it was replaced, or this node has not read it yet");
        }
        Identity identity = key.identity();
        return identity.isExpired(now)
                ? Identification.refused(
                        Identification.Why.EXPIRED,
                        "key " + identity.id() + " expired at " + identity.expiresAt()
                                + ". Maybe make another with ./tact key")
                : new Identification.Known(identity);
    }

    private static long start(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }
}

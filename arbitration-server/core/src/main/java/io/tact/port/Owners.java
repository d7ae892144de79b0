package io.tact.port;

import io.tact.history.LedgerKey;
import java.util.Optional;

/**
 * Which node is best asked about a record: the one that owns it in the grid, where it is read without a detour. Any node
 * may serve any request; asking the owner is speed and never correctness. Safe for any thread; cheap.
 */
public interface Owners {
    /** A node of its own. */
    Owners ALONE = new Owners() {
        @Override
        public boolean areMany() {
            return false;
        }

        @Override
        public Optional<Peer> ownerOf(LedgerKey key) {
            return Optional.empty();
        }
    };

    /** Whether there is any other node. */
    boolean areMany();

    /** The other node that owns a record and takes requests; empty if this node owns it, or nobody better is known. */
    Optional<Peer> ownerOf(LedgerKey key);
}

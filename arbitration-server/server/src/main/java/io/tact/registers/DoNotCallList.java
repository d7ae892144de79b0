package io.tact.registers;

import io.tact.policy.DoNotCallLists;
import java.time.Instant;

/** One do-not-call list: hashes of addresses, nothing else. Immutable; safe for any thread. */
public final class DoNotCallList implements DoNotCallLists.Listing {
    private final String name;
    private final Instant asOf;
    private final long generation;
    private final ListHash hash;
    private final HashParts hashes;
    private final long entries;

    /** @param hashes every part of it sorted */
    DoNotCallList(String name, Instant asOf, long generation, ListHash hash, HashParts hashes) {
        this.name = name;
        this.asOf = asOf;
        this.generation = generation;
        this.hash = hash;
        this.hashes = hashes;
        this.entries = hashes.size();
    }

    public String name() {
        return name;
    }

    @Override
    public Instant asOf() {
        return asOf;
    }

    /** How many different addresses are on it. */
    public long entries() {
        return entries;
    }

    /** Under which number its parts are stored. */
    long generation() {
        return generation;
    }

    /**
     * {@inheritDoc} Of what is neither a number in E.164 nor an e-mail address, false. Of an address that is not on a list of
     * n entries, true with a chance of n in 2^64.
     */
    @Override
    public boolean contains(String address) {
        String normal = Addresses.normal(address);
        return normal != null && hashes.contains(hash.of(normal));
    }
}

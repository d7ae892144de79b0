package io.tact.registers;

/** Takes the addresses of a list that is to replace one, in 8 to 12 bytes each. Belongs to one thread. */
public final class ListBuilder {
    private final ListHash hash;
    private final HashParts hashes = new HashParts();
    private final long most;
    private long taken;

    ListBuilder(ListHash hash, long most) {
        this.hash = hash;
        this.most = most;
    }

    /** How an address was taken. */
    public enum Added {
        ADDED,
        /** It is neither a number in E.164 nor an e-mail address. */
        NO_ADDRESS,
        /** There is no room for more: the list cannot be loaded. */
        FULL
    }

    /** Adds an address, in any way of writing it. */
    public Added add(String address) {
        String normal = Addresses.normal(address);
        if (normal == null) {
            return Added.NO_ADDRESS;
        }
        if (taken >= most) {
            return Added.FULL;
        }
        hashes.add(hash.of(normal));
        taken++;
        return Added.ADDED;
    }

    /** How many addresses there is room for. */
    public long most() {
        return most;
    }

    HashParts hashes() {
        return hashes;
    }
}

package io.tact.grid;

import io.tact.port.DataFormat;

/**
 * Which cluster a node belongs to and how much it keeps in memory.
 *
 * @param name the cluster's name; members of another name are strangers
 * @param gridMebibytes how much of the heap the records that members share may take on this node, 1 or more
 * @param localMebibytes how much of the heap the records used last may take, estimated; 0 for none
 * @param membership how it finds the others
 * @param dataFormat the newest data format that the others may write, as far as this node is concerned; 1 or more
 */
public record GridSettings(String name, int gridMebibytes, int localMebibytes, Membership membership, int dataFormat) {
    private static final long MEBIBYTE = 1 << 20;
    private static final int SHARE = 8;
    private static final String NAME = "tact";

    /** Settings of a node that agrees to the newest data format. */
    public GridSettings(String name, int gridMebibytes, int localMebibytes, Membership membership) {
        this(name, gridMebibytes, localMebibytes, membership, DataFormat.NEWEST.number());
    }

    /** Settings of a node alone for a heap of that many bytes: an eighth for packed records, an eighth for those used last. */
    public static GridSettings forHeap(long bytes) {
        return forHeap(bytes, NAME, new Membership.Alone());
    }

    /** Settings of a member for a heap of that many bytes: an eighth for packed records, an eighth for those used last. */
    public static GridSettings forHeap(long bytes, String name, Membership membership) {
        int eighth = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / SHARE / MEBIBYTE));
        return new GridSettings(name, eighth, eighth, membership);
    }

    /** The same for a node that agrees to another data format. */
    public GridSettings agreeingTo(int number) {
        return new GridSettings(name, gridMebibytes, localMebibytes, membership, number);
    }

    /** Whether there will never be another member. */
    boolean isAlone() {
        return membership instanceof Membership.Alone;
    }

    /** How much of the heap the records used last may take: one that is alone shares nothing, and has the grid's part too. */
    int heldMebibytes() {
        return isAlone() && localMebibytes > 0 ? Math.addExact(gridMebibytes, localMebibytes) : localMebibytes;
    }

    public GridSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be empty. Maybe " + NAME);
        }
        if (gridMebibytes < 1) {
            throw new IllegalArgumentException("gridMebibytes (" + gridMebibytes + ") must be 1 or more");
        }
        if (localMebibytes < 0) {
            throw new IllegalArgumentException("localMebibytes (" + localMebibytes + ") must be 0 or more");
        }
    }
}

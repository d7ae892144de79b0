package io.tact.grid;

/**
 * Which cluster a node belongs to and how much it keeps in memory.
 *
 * @param name the cluster's name; members of another name are strangers
 * @param gridMebibytes how much of the heap packed records may take on this node, 1 or more
 * @param localMebibytes how much of the heap the records used last may take unpacked, estimated; 0 for none
 * @param membership how it finds the others
 */
public record GridSettings(String name, int gridMebibytes, int localMebibytes, Membership membership) {
    private static final long MEBIBYTE = 1 << 20;
    private static final int SHARE = 8;
    private static final String NAME = "tact";

    /** Settings of a node alone for a heap of that many bytes: an eighth for packed records, an eighth for those used last. */
    public static GridSettings forHeap(long bytes) {
        return forHeap(bytes, NAME, new Membership.Alone());
    }

    /** Settings of a member for a heap of that many bytes: an eighth for packed records, an eighth for those used last. */
    public static GridSettings forHeap(long bytes, String name, Membership membership) {
        int eighth = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / SHARE / MEBIBYTE));
        return new GridSettings(name, eighth, eighth, membership);
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

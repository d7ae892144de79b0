package io.tact.grid;

/**
 * How much a node keeps in memory.
 *
 * @param name the grid's name
 * @param gridMebibytes how much of the heap packed records may take on this node, 1 or more
 * @param localMebibytes how much of the heap the records used last may take unpacked, estimated; 0 for none
 */
public record GridSettings(String name, int gridMebibytes, int localMebibytes) {
    private static final long MEBIBYTE = 1 << 20;
    private static final int SHARE = 8;

    /** Settings for a heap of that many bytes: an eighth for packed records, an eighth for those used last. */
    public static GridSettings forHeap(long bytes) {
        int eighth = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / SHARE / MEBIBYTE));
        return new GridSettings("tact", eighth, eighth);
    }

    public GridSettings {
        if (gridMebibytes < 1) {
            throw new IllegalArgumentException("gridMebibytes (" + gridMebibytes + ") must be 1 or more");
        }
        if (localMebibytes < 0) {
            throw new IllegalArgumentException("localMebibytes (" + localMebibytes + ") must be 0 or more");
        }
    }
}

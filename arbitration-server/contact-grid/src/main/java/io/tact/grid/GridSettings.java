package io.tact.grid;

/**
 * How much a node keeps in memory.
 *
 * @param name the grid's name
 * @param gridMebibytes how much of the heap packed records may take on this node, 1 or more
 * @param localMebibytes how much of the heap the records used last may take unpacked, estimated; 0 for none
 */
public record GridSettings(String name, int gridMebibytes, int localMebibytes) {
    public static final GridSettings DEFAULT = new GridSettings("tact", 256, 64);

    public GridSettings {
        if (gridMebibytes < 1) {
            throw new IllegalArgumentException("gridMebibytes (" + gridMebibytes + ") must be 1 or more");
        }
        if (localMebibytes < 0) {
            throw new IllegalArgumentException("localMebibytes (" + localMebibytes + ") must be 0 or more");
        }
    }
}

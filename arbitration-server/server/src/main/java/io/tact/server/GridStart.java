package io.tact.server;

import io.tact.grid.GridSettings;
import io.tact.server.config.MemorySettings;

/** How much of this process' heap the grid takes. */
final class GridStart {
    private static final long MEBIBYTE = 1 << 20;

    private GridStart() {}

    /** @throws StartupException if the heap has no room for it; the message says how large both are */
    static GridSettings settings(MemorySettings memory) throws StartupException {
        return settings(memory, Runtime.getRuntime().maxMemory());
    }

    /** @param heap the most bytes that the heap may take */
    static GridSettings settings(MemorySettings memory, long heap) throws StartupException {
        GridSettings shares = GridSettings.forHeap(heap);
        int grid = memory.gridMebibytes() == null ? shares.gridMebibytes() : memory.gridMebibytes();
        int local = memory.localMebibytes() == null ? shares.localMebibytes() : memory.localMebibytes();
        if ((long) grid + local >= heap / MEBIBYTE) {
            throw new StartupException("memory.gridMebibytes (" + grid + ") and memory.localMebibytes (" + local
                    + ") leave nothing of the heap of " + heap / MEBIBYTE
                    + " MiB. Maybe a larger one: TACT_JVM_OPTS=-Xmx" + 3L * (grid + local) + "m");
        }
        return new GridSettings(shares.name(), grid, local);
    }
}

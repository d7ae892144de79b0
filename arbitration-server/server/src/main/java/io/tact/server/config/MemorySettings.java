package io.tact.server.config;

import org.jspecify.annotations.Nullable;

/**
 * How much of the heap accounts may take.
 *
 * @param gridMebibytes for the records that members share, 1 to 1048576; null for an eighth of the heap
 * @param localMebibytes for the records used last, 0 to 1048576; null for an eighth of the heap
 */
public record MemorySettings(
        @Setting(
                        meaning =
                                "How much of the heap the records that members share may take on this node, in MiB; a node alone has it for those used last",
                        otherwise = "an eighth of the heap",
                        min = "1",
                        max = "1048576",
                        example = "512")
                @Nullable Integer gridMebibytes,
        @Setting(
                        meaning = "How much of the heap the records used last may take, estimated, in MiB; 0 for none",
                        otherwise = "an eighth of the heap",
                        min = "0",
                        max = "1048576",
                        example = "256")
                @Nullable Integer localMebibytes) {
    /** Shares of the heap. */
    public static final MemorySettings SHARES = new MemorySettings(null, null);

    /** @throws IllegalArgumentException if a value is out of range; the message names it */
    public MemorySettings {
        if (gridMebibytes != null) {
            Range.require(MemorySettings.class, "gridMebibytes", gridMebibytes);
        }
        if (localMebibytes != null) {
            Range.require(MemorySettings.class, "localMebibytes", localMebibytes);
        }
    }
}

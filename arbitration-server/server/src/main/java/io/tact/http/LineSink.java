package io.tact.http;

import io.tact.arbitration.Mandate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes lines of an import. Each line succeeds or fails alone. */
interface LineSink {
    /** What is imported, for metrics. */
    String kind();

    /**
     * What is wrong with which lines. The future fails only if the ledger does: then the rest is not read.
     *
     * @param by who sends them, and as whom they may speak
     */
    CompletionStage<List<LineError>> take(List<NdjsonLines.Line> lines, Mandate by, Instant now);

    /**
     * One thing that is wrong with a line.
     *
     * @param line its number, 1 for the first
     * @param pointer a JSON pointer into it
     * @param detail what is wrong
     */
    record LineError(long line, String pointer, String detail) {
        static List<LineError> of(long line, Fault fault) {
            return fault.errors().isEmpty()
                    ? List.of(new LineError(line, "", fault.detail()))
                    : fault.errors().stream()
                            .map(item -> new LineError(line, item.pointer(), item.detail()))
                            .toList();
        }
    }
}

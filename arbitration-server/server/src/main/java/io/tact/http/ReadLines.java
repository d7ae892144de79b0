package io.tact.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the lines of a chunk say, and what is wrong with the others.
 *
 * @param read the lines that could be read, in order
 * @param errors the errors of those that could not
 */
record ReadLines<T>(List<Numbered<T>> read, List<LineSink.LineError> errors) {

    /** What one line says. */
    record Numbered<T>(long line, T value) {}

    /** @param reader throws a {@link FaultException} for a line that it cannot read */
    static <T> ReadLines<T> of(List<NdjsonLines.Line> lines, Function<byte[], T> reader) {
        List<Numbered<T>> read = new ArrayList<>();
        List<LineSink.LineError> errors = new ArrayList<>();
        for (NdjsonLines.Line line : lines) {
            if (line.tooLong()) {
                errors.add(new LineSink.LineError(
                        line.number(), "", "the line has more than " + NdjsonLines.MAX_LINE + " bytes"));
                continue;
            }
            try {
                read.add(new Numbered<>(line.number(), reader.apply(line.bytes())));
            } catch (FaultException e) {
                errors.addAll(LineSink.LineError.of(line.number(), e.fault()));
            }
        }
        return new ReadLines<>(read, errors);
    }
}

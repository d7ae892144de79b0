package io.tact.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One wrong letter in the engine.
 *
 * @param file the class it is in
 * @param snippet what is written there, once and nowhere else in the file
 * @param replacement what is written instead
 * @param breaks what goes wrong then
 */
record Mutant(String file, String snippet, String replacement, String breaks) {
    private static final Path SOURCES = Path.of("src/main/java/io/tact/policy");

    /** The engine as it is. */
    static final Mutant NONE = new Mutant("WindowEnds", "end(at) > now", "end(at) > now", "nothing");

    /** The source with the wrong letter in it. */
    String source() throws IOException {
        String right = Files.readString(SOURCES.resolve(file + ".java"));
        int at = right.indexOf(snippet);
        if (at < 0 || right.indexOf(snippet, at + 1) >= 0) {
            throw new IllegalStateException(
                    file + " must contain exactly once: " + snippet + ". Maybe the engine was rewritten there");
        }
        return right.substring(0, at) + replacement + right.substring(at + snippet.length());
    }

    @Override
    public String toString() {
        return file + ": " + breaks;
    }
}

package io.tact.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document's fenced samples and links. */
record Markdown(String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)[^\\n]*\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** One fenced sample. */
    record Sample(String language, String text) {}

    static Markdown of(Path file) {
        try {
            return new Markdown(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples from top to bottom. */
    List<Sample> samples() {
        return FENCE.matcher(text)
                .results()
                .map(m -> new Sample(m.group(1), m.group(2)))
                .toList();
    }

    /** The lines of samples in no language or the shell's, comments gone and continued lines joined. */
    Stream<String> commands() {
        return samples().stream()
                .filter(sample ->
                        sample.language().equals("sh") || sample.language().isEmpty())
                .flatMap(sample -> sample.text().replace("\\\n", " ").lines())
                .map(line -> line.replaceFirst("(^|\\s)#\\s.*$", "").strip())
                .filter(line -> !line.isEmpty());
    }

    /** Links into the repository, as written. */
    List<String> localLinks() {
        return LINK.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }
}

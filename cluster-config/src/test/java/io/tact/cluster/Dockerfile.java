package io.tact.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** What the image is made of and runs. */
final class Dockerfile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines =
            Shipped.text("kubernetes/Dockerfile").lines().toList();

    /** The program and its arguments. */
    List<String> entryPoint() {
        return array("ENTRYPOINT ");
    }

    /** The arguments that a container may replace. */
    List<String> command() {
        return array("CMD ");
    }

    /** What is copied: from the repository's root, to the image. */
    List<List<String>> copies() {
        return after("COPY ").map(line -> List.of(line.split(" "))).toList();
    }

    private List<String> array(String instruction) {
        try {
            String json = after(instruction).findFirst().orElseThrow();
            return List.of(JSON.readValue(json, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> after(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length()));
    }
}

package io.tact.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tact.server.config.BrokenConfigException;
import io.tact.server.config.ConfigFile;
import io.tact.server.config.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of this module. */
final class Shipped {
    /** The module's folder: tests run in it. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final List<String> OF_THE_MODULE = List.of("src", "target", "pom.xml");

    private Shipped() {}

    /** YAML whose every key must be known, and said once. */
    static YAMLMapper strictYaml() {
        return YAMLMapper.builder(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every shipped file, by its path inside the folder. */
    static List<String> files() {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .map(FOLDER::relativize)
                    .filter(file -> !OF_THE_MODULE.contains(file.getName(0).toString()))
                    .map(file -> file.toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A node's file, read as the node reads it. */
    static NodeConfig node(Path file, Map<String, String> environment) {
        try {
            return ConfigFile.read(file, environment::get);
        } catch (BrokenConfigException e) {
            assertThat(e.problems()).as(e.getMessage()).isEmpty();
            throw new AssertionError(e);
        }
    }
}

package io.tact.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The YAML file that says what one node needs to know. */
public final class ConfigFile {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConfigFile() {}

    /**
     * Reads a file. Relative paths in it begin in its folder. Blocks.
     *
     * @param environment gives the value of a variable of the environment, or null
     * @throws BrokenConfigException if it cannot be read, or something in it is wrong; it carries everything that is
     */
    public static NodeConfig read(Path file, Function<String, @Nullable String> environment)
            throws BrokenConfigException {
        JsonNode root = parse(file);
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Binder binder = new Binder(folder, environment);
        Optional<NodeConfig> config = binder.file(NodeConfig.class, root);
        if (config.isEmpty()) {
            addWhyNotTogether(binder);
        }
        if (!binder.problems().isEmpty()) {
            throw new BrokenConfigException(file, binder.problems());
        }
        return config.orElseThrow();
    }

    /** A file that says one record and nothing else. */
    static <T extends Record> T read(Class<T> type, Path file) throws BrokenConfigException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Binder binder = new Binder(folder, variable -> null);
        Optional<T> said = binder.file(type, parse(file));
        if (said.isEmpty() || !binder.problems().isEmpty()) {
            throw new BrokenConfigException(file, binder.problems());
        }
        return said.get();
    }

    private static JsonNode parse(Path file) throws BrokenConfigException {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            String what = Objects.requireNonNullElse(e.getOriginalMessage(), "")
                    .lines()
                    .findFirst()
                    .orElse("");
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new BrokenConfigException(file, "is not YAML" + where + ": " + what, e);
        } catch (IOException e) {
            throw new BrokenConfigException(file, "cannot be read: " + Unreadable.why(e), e);
        }
    }

    /** Parts that are whole may still not go together: that is told along with what is wrong elsewhere. */
    private static void addWhyNotTogether(Binder binder) {
        HttpSettings http = binder.part("http", HttpSettings.class);
        StoreSettings store = binder.part("store", StoreSettings.class);
        Optional<String> none = Optional.empty();
        Optional<String> exposed = http == null || !binder.isWhole("identities")
                ? none
                : NodeConfig.whyExposed(http, binder.part("identities", IdentitySettings.class));
        boolean whole = binder.isWhole("cluster");
        ClusterSettings cluster = whole ? binder.part("cluster", ClusterSettings.class) : null;
        Stream.of(
                        store == null || !whole ? none : NodeConfig.whyNotTogether(store, cluster),
                        http == null || !whole ? none : NodeConfig.whyUnreachable(http, cluster),
                        exposed)
                .flatMap(Optional::stream)
                .filter(why -> !binder.problems().contains(why))
                .forEach(binder.problems()::add);
    }
}

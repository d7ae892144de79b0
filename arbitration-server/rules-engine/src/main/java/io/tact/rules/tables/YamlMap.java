package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of a YAML file, read key by key; what is wrong becomes a problem at its line. */
final class YamlMap {
    private final String file;
    private final String prefix;
    private final Map<String, Yaml.Node> map;
    private final boolean isRead;
    private final List<Problem> problems;

    private YamlMap(String file, String prefix, Map<String, Yaml.Node> map, boolean isRead, List<Problem> problems) {
        this.file = file;
        this.prefix = prefix;
        this.map = map;
        this.isRead = isRead;
        this.problems = problems;
    }

    /** The map that a file holds; nothing, which then was told, if it cannot be read. */
    static YamlMap read(String file, byte[] content, List<Problem> problems) {
        Map<String, Yaml.Node> map = Yaml.read(file, content, problems);
        return new YamlMap(file, "", map == null ? Map.of() : map, map != null, problems);
    }

    /** A map without anything in it, in which nothing is missing. */
    static YamlMap unread(String file, List<Problem> problems) {
        return new YamlMap(file, "", Map.of(), false, problems);
    }

    /** Refuses every key but these. */
    void refuseOthers(List<String> keys) {
        map.forEach((key, node) -> {
            if (!keys.contains(key)) {
                error(
                        node,
                        "\"" + prefix + Texts.brief(key) + "\" is no setting",
                        Closest.names(key, keys).isEmpty()
                                ? "There are " + String.join(", ", keys)
                                : Closest.advice(key, keys));
            }
        });
    }

    void require(String key, String advice) {
        Yaml.Node node = map.get(key);
        if (node == null && isRead) {
            problems.add(Problem.inFile(file, key + " is missing", advice));
        } else if (node != null && node.isEmpty()) {
            error(node, key + " must not be empty", advice);
        }
    }

    /** Whether a key's value is a map. */
    boolean isMap(String key) {
        Yaml.Node node = map.get(key);
        return node != null && node.map() != null;
    }

    /** The map of a key; empty if it has none. */
    YamlMap map(String key) {
        Yaml.Node node = map.get(key);
        return new YamlMap(
                file,
                key + ".",
                node == null || node.map() == null ? Map.of() : node.map(),
                node != null && node.map() != null,
                problems);
    }

    /** The maps in the list of a key. */
    List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        for (Yaml.Node item : items(key)) {
            if (item.map() == null) {
                error(item, prefix + key + " must be a list of maps", "");
            } else {
                maps.add(new YamlMap(file, prefix + key + ".", item.map(), true, problems));
            }
        }
        return maps;
    }

    @Nullable String text(String key) {
        String text = value(key, t -> t, "");
        return text.isEmpty() ? null : text;
    }

    /** A key's value, or another if there is none or it is wrong. */
    <T> T value(String key, CellType<T> type, T otherwise) {
        Yaml.Node node = map.get(key);
        if (node == null || (node.isEmpty() && node.map() == null && node.items() == null)) {
            return otherwise;
        }
        T value = value(node, key, type);
        return value == null ? otherwise : value;
    }

    /** The values in the list of a key, a value alone being a list of one, each with its line. */
    <T> List<Located<T>> values(String key, CellType<T> type) {
        List<Located<T>> values = new ArrayList<>();
        Set<T> seen = new LinkedHashSet<>();
        for (Yaml.Node item : items(key)) {
            T value = value(item, key, type);
            if (value != null && !seen.add(value)) {
                error(item, key + " names " + value + " twice", "Delete one of them");
            } else if (value != null) {
                values.add(new Located<>(value, item.line()));
            }
        }
        return values;
    }

    /**
     * A value, and the line on which it stands.
     *
     * @param line 1 for the first
     */
    record Located<T>(T value, int line) {}

    private List<Yaml.Node> items(String key) {
        Yaml.Node node = map.get(key);
        if (node == null || node.isEmpty()) {
            return List.of();
        }
        return node.items() == null ? List.of(node) : node.items();
    }

    private <T> @Nullable T value(Yaml.Node node, String key, CellType<T> type) {
        String name = prefix + key;
        if (node.text() == null) {
            String kind = node.items() != null ? "a list" : node.map() != null ? "a map" : "empty";
            error(node, name + " must be one value, and not " + kind, "");
            return null;
        }
        try {
            return type.read(node.text().strip());
        } catch (CellException e) {
            error(node, e.whatOf(name), e.advice());
            return null;
        }
    }

    private void error(Yaml.Node node, String what, String advice) {
        problems.add(Problem.atLine(file, node.line(), 0, what, advice));
    }
}

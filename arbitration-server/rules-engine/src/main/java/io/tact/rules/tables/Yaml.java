package io.tact.rules.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small YAML file: a map of texts, lists and maps, each with its line. */
final class Yaml {
    /**
     * One value.
     *
     * @param line where it stands
     * @param text its text, if it is a plain value
     * @param map what it holds, if it is a map
     * @param items what it holds, if it is a list
     */
    record Node(int line, @Nullable String text, @Nullable Map<String, Node> map, @Nullable List<Node> items) {
        boolean isEmpty() {
            return (text == null || text.isBlank())
                    && (map == null || map.isEmpty())
                    && (items == null || items.isEmpty());
        }
    }

    private final String file;
    private final YAMLParser parser;
    private final List<Problem> problems;

    private Yaml(String file, YAMLParser parser, List<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** The map that a file holds; null if it cannot be read, which then is a problem. */
    static @Nullable Map<String, Node> read(String file, byte[] content, List<Problem> problems) {
        String text = Utf8Text.read(file, content, problems).orElse(null);
        if (text == null) {
            return null;
        }
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            Yaml yaml = new Yaml(file, parser, problems);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(
                        Problem.atLine(file, 1, 0, "the file must be a map", "Begin with a line such as name: telco"));
                return null;
            }
            return yaml.map();
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            String what = e.getOriginalMessage();
            problems.add(Problem.atLine(
                    file,
                    place == null ? 0 : place.getLineNr(),
                    place == null ? 0 : place.getColumnNr(),
                    "this is not YAML: "
                            + Texts.brief(
                                    what == null ? "" : what.lines().findFirst().orElse("")),
                    ""));
            return null;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("memory cannot fail to be read", e);
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Map<String, Node> map() throws IOException {
        Map<String, Node> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int line = line();
            parser.nextToken();
            Node earlier = map.putIfAbsent(key, node(line));
            if (earlier != null) {
                problems.add(Problem.atLine(
                        file, line, 0, key + " is in line " + earlier.line() + " already", "Delete one of them"));
            }
        }
        return map;
    }

    private Node node(int line) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new Node(line, null, map(), null);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(line()));
            }
            return new Node(line, null, null, items);
        }
        return new Node(line, token == JsonToken.VALUE_NULL ? null : parser.getText(), null, null);
    }
}

package io.tact.rules.scenarios;

import io.tact.model.Fixed;
import io.tact.ruleset.Problem;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one YAML file, or a table that is equal to one, value by value, and notes, by line or cell, whatever is not as it
 * should be. Belongs to one thread.
 */
final class YamlReader {
    private final String file;
    private final @Nullable ScenarioSheet sheet;
    private final List<Problem> problems;

    YamlReader(String file, List<Problem> problems) {
        this(file, null, problems);
    }

    /** @param sheet the table that the file's content was made of; null if it is a file */
    YamlReader(String file, @Nullable ScenarioSheet sheet, List<Problem> problems) {
        this.file = file;
        this.sheet = sheet;
        this.problems = problems;
    }

    /** Where a value stands: {@code line 4}, or {@code A7}. */
    String where(Node node) {
        return sheet == null ? "line " + line(node) : sheet.where(line(node));
    }

    private Problem placed(int line, int column, String what, String advice) {
        return sheet == null ? Problem.atLine(file, line, column, what, advice) : sheet.placed(line, what, advice);
    }

    /** One entry of a mapping. */
    record Field(String name, Node key, Node value) {}

    /** The one document of the file; empty, with a problem noted, if it is not YAML or has nothing in it. */
    Optional<Node> document(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            LoaderOptions options = new LoaderOptions();
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                problems.add(Problem.inFile(file, "the file is empty", "Maybe begin it with scenarios:"));
            }
            return Optional.ofNullable(node);
        } catch (CharacterCodingException e) {
            problems.add(Problem.inFile(file, "the file is not UTF-8", "Maybe save it again as UTF-8"));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add(placed(
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "not YAML: " + e.getProblem(),
                    "Maybe quote the value, or check the indentation"));
        } catch (YAMLException e) {
            problems.add(Problem.inFile(file, "not YAML: " + e.getMessage(), ""));
        }
        return Optional.empty();
    }

    void problem(Node at, String what, String advice) {
        problems.add(placed(line(at), at.getStartMark().getColumn() + 1, what, advice));
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Whether the value is left out: nothing, or {@code null}. */
    static boolean isNothing(Node node) {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** The entries of a mapping by name, in order; empty, with a problem noted, if it is none. */
    Map<String, Field> map(Node node, String what) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (isNothing(node)) {
            return fields;
        }
        if (!(node instanceof MappingNode mapping)) {
            problem(node, what + " must be a mapping, not " + kind(node), "Maybe write {name: value}");
            return fields;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(tuple.getKeyNode(), "a name in " + what + " must be text", "");
            } else if (fields.putIfAbsent(key.getValue(), new Field(key.getValue(), key, tuple.getValueNode()))
                    != null) {
                problem(key, "\"" + brief(key.getValue()) + "\" stands twice in " + what, "Maybe remove one of them");
            }
        }
        return fields;
    }

    /** A mapping that may have only these entries; others are noted and left out. */
    Map<String, Field> map(Node node, String what, Collection<String> allowed) {
        Map<String, Field> fields = map(node, what);
        fields.values().removeIf(field -> {
            boolean unknown = !allowed.contains(field.name());
            if (unknown) {
                problem(
                        field.key(),
                        "\"" + brief(field.name()) + "\" is not known in " + what,
                        "Maybe one of " + String.join(", ", new TreeSet<>(allowed)));
            }
            return unknown;
        });
        return fields;
    }

    /** The items of a list; a single value stands for a list of one. */
    List<Node> list(Node node, String what) {
        if (isNothing(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node instanceof MappingNode) {
            problem(node, what + " must be a list, not a mapping", "Maybe write [a, b]");
            return List.of();
        }
        return List.of(node);
    }

    /** A list of texts; what is none is noted and left out. */
    List<String> texts(Node node, String what) {
        List<String> texts = new ArrayList<>();
        for (Node item : list(node, what)) {
            String text = text(item, what);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A single value as it is written; null, with a problem noted, if it is none. */
    @Nullable String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !isNothing(node)) {
            return scalar.getValue();
        }
        problem(node, what + " must be a single value, not " + kind(node), "");
        return null;
    }

    /** True or false; false, with a problem noted, if it is neither. */
    boolean flag(Node node, String what) {
        String text = text(node, what);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problem(node, what + " (\"" + brief(text) + "\") must be true or false", "");
        }
        return "true".equals(text);
    }

    /** A whole number from 1; 1, with a problem noted, if it is none. */
    int positive(Node node, String what) {
        String text = text(node, what);
        if (text == null) {
            return 1;
        }
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(text);
        }
        problem(node, what + " (\"" + brief(text) + "\") must be a whole number from 1", "");
        return 1;
    }

    /** A number; null, with a problem noted, if it is none. */
    @Nullable Fixed number(Node node, String what) {
        String text = text(node, what);
        try {
            return text == null ? null : Fixed.parse(text);
        } catch (NumberFormatException | ArithmeticException e) {
            problem(
                    node,
                    what + " (\"" + brief(String.valueOf(text)) + "\") must be a number",
                    "Maybe 12.5, with at most six decimals");
            return null;
        }
    }

    /** One word of an enumeration; null, with a problem noted, if it is none. */
    <E extends Enum<E>> @Nullable E word(Node node, String what, Class<E> type) {
        String text = text(node, what);
        if (text == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
            names.add(constant.name());
        }
        problem(node, what + " \"" + brief(text) + "\" is not known", "Maybe one of " + String.join(", ", names));
        return null;
    }

    static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static String kind(Node node) {
        if (isNothing(node)) {
            return "empty";
        }
        return node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "a single value";
    }
}

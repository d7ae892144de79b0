package io.tact.rules.scenarios;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Writes YAML as it stands in a cell: on one line, without the outermost braces where they are not needed. Stateless. */
final class FlowWriter {
    /** What needs no quotes between brackets. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s,\\[\\]{}\"'#&*!|>%@`?:-][^,\\[\\]{}\"'|?\\n]*");

    private FlowWriter() {}

    static String of(Node node) {
        String text = flow(node);
        boolean braces =
                node instanceof MappingNode mapping && !mapping.getValue().isEmpty();
        return braces ? text.substring(1, text.length() - 1) : text;
    }

    private static String flow(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> flow(tuple.getKeyNode()) + ": " + flow(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(FlowWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.getScalarStyle() == ScalarStyle.PLAIN && isPlain(scalar.getValue())
                ? scalar.getValue()
                : FlowText.quoted(scalar.getValue());
    }

    private static boolean isPlain(String text) {
        boolean number = text.matches("-?\\d[\\w.:+/-]*");
        return (number || PLAIN.matcher(text).matches())
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":");
    }

    /** Whether two values read the same. */
    static boolean isSame(Node one, Node other) {
        if (one instanceof MappingNode a && other instanceof MappingNode b) {
            return isSameMapping(a.getValue(), b.getValue());
        }
        if (one instanceof SequenceNode a && other instanceof SequenceNode b) {
            return isSameList(a.getValue(), b.getValue());
        }
        return one instanceof ScalarNode a
                && other instanceof ScalarNode b
                && a.getValue().equals(b.getValue())
                && YamlReader.isNothing(a) == YamlReader.isNothing(b);
    }

    /** The order of entries counts only where they come one after the other, which in a mapping they do not. */
    private static boolean isSameMapping(List<NodeTuple> a, List<NodeTuple> b) {
        return a.size() == b.size()
                && a.stream().allMatch(one -> b.stream()
                        .anyMatch(other -> isSame(one.getKeyNode(), other.getKeyNode())
                                && isSame(one.getValueNode(), other.getValueNode())));
    }

    private static boolean isSameList(List<Node> a, List<Node> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = isSame(a.get(i), b.get(i));
        }
        return same;
    }
}

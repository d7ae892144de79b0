package io.tact.rules.scenarios;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What stands in a cell, as YAML on one line. Stateless. */
final class FlowText {
    private static final String OPENING = "[{";
    private static final String CLOSING = "]}";

    private FlowText() {}

    /** A text that means itself. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** {@code a: 1, b: 2}, in lines of its own or not, as a mapping. */
    static String mapping(String cell) {
        return cell.startsWith("{") ? joined(cell, "") : "{" + joined(cell, "\n") + "}";
    }

    /** {@code a, b} or {@code a | b}, in lines of its own or not, as a list. */
    static String list(String cell) {
        return cell.startsWith("[") ? joined(cell, "") : "[" + joined(cell, "\n|") + "]";
    }

    /** The text on one line, with commas for separators that are in no brackets and no quotes. */
    private static String joined(String cell, String separators) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            boolean opens = quote == 0 && (c == '"' || c == '\'') && beginsValue(out);
            if (opens || c == quote) {
                quote = opens ? c : 0;
            } else if (quote == 0) {
                depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            }
            boolean separates = quote == 0 && depth == 0 && separators.indexOf(c) >= 0;
            if (separates && !beginsValue(out)) {
                out.append(", ");
            } else {
                out.append(c == '\n' || separates ? ' ' : c);
            }
        }
        return out.toString();
    }

    /** Whether the next value begins, so that a quote is no apostrophe and a separator would be one too many. */
    private static boolean beginsValue(StringBuilder before) {
        int end = before.length();
        while (end > 0 && before.charAt(end - 1) == ' ') {
            end--;
        }
        return end == 0 || ",:[{".indexOf(before.charAt(end - 1)) >= 0;
    }

    /** What is wrong with a value, which must be one whole one; null if nothing. */
    static @Nullable String wrong(String value) {
        try {
            new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(value));
            return null;
        } catch (MarkedYAMLException e) {
            return e.getProblem();
        } catch (YAMLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

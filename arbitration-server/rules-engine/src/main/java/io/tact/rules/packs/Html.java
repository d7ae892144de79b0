package io.tact.rules.packs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * HTML under construction that is well-formed XML too. Every text and every attribute's value is escaped; only names of
 * elements and attributes, and the page's own script and style, go in as they are. For one thread.
 */
final class Html {
    private static final Set<String> EMPTY = Set.of("meta", "input", "br");

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element, or adds one that has no content. {@code attributes}: names and values in turn. */
    Html open(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        if (EMPTY.contains(element)) {
            out.append("/>");
        } else {
            out.append('>');
            open.push(element);
        }
        return this;
    }

    /** Closes the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** The same, and begins a new line. */
    Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element with a text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /**
     * The content of the open {@code script} or {@code style}, which is not escaped.
     *
     * @throws IllegalArgumentException if it has characters that would end it, or be no XML
     */
    Html own(String content) {
        if (content.contains("<") || content.contains("&")) {
            throw new IllegalArgumentException("a script or style of the page must do without < and &");
        }
        out.append(content);
        return this;
    }

    /** The whole, when everything is closed. */
    String page() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.append('\n').toString();
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isText(c) ? c : '\uFFFD');
            }
        });
    }

    /** Whether XML may hold it. */
    private static boolean isText(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || c > 0xFFFF;
    }
}

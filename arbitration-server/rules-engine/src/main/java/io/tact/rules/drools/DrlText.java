package io.tact.rules.drools;

import io.tact.model.Selector;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as DRL writes them. */
final class DrlText {
    private DrlText() {}

    /** A text literal; whatever the text, it stays one. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** A comment of one line; whatever the text, it stays one. */
    static String comment(String text) {
        return "// " + text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", " ").strip();
    }

    static String quotedOrNull(@Nullable Object text) {
        return text == null ? "null" : quoted(text.toString());
    }

    /** Names in order, separated by blanks, as one text literal. */
    static String words(Collection<? extends Enum<?>> names) {
        return quoted(names.stream().map(Enum::name).sorted().collect(Collectors.joining(" ")));
    }

    /** Text literals in order, separated by commas. */
    static String list(Collection<?> texts) {
        return texts.stream()
                .map(Object::toString)
                .sorted()
                .map(DrlText::quoted)
                .collect(Collectors.joining(", "));
    }

    /** {@code campaign("TOPUP-10")}. */
    static String selector(Selector selector) {
        return selector.dimension() == Selector.Dimension.ALL
                ? "everything()"
                : selector.dimension().name().toLowerCase(Locale.ROOT) + "(" + quoted(selector.value()) + ")";
    }

    static String selectors(List<Selector> selectors) {
        return selectors.stream().map(DrlText::selector).collect(Collectors.joining(", "));
    }
}

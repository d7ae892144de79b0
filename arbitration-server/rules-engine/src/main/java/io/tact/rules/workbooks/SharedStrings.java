package io.tact.rules.workbooks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** The texts that cells share, each without its formatting. */
final class SharedStrings {
    private static final String PART = "xl/sharedStrings.xml";

    private final List<String> texts = new ArrayList<>();

    private SharedStrings() {}

    static SharedStrings read(Container container, String part) throws IOException {
        SharedStrings strings = new SharedStrings();
        String name = part.isEmpty() ? PART : part;
        if (container.has(name)) {
            container.read(name, strings.new Reader());
        }
        return strings;
    }

    /** Null if there is no such text. */
    @Nullable String text(int index) {
        return index >= 0 && index < texts.size() ? texts.get(index) : null;
    }

    private final class Reader implements Xml.Listener {
        private final StringBuilder text = new StringBuilder();
        private boolean inText;
        private boolean inReading;

        @Override
        public void start(String name, Attributes attributes) {
            switch (name) {
                case "si" -> text.setLength(0);
                case "rPh" -> inReading = true;
                case "t" -> inText = !inReading;
                default -> {}
            }
        }

        @Override
        public void text(char[] characters, int start, int length) {
            if (inText) {
                text.append(characters, start, length);
            }
        }

        @Override
        public void end(String name) {
            switch (name) {
                case "si" -> texts.add(CellText.plain(text));
                case "rPh" -> inReading = false;
                case "t" -> inText = false;
                default -> {}
            }
        }
    }
}

package io.tact.rules.tables;

import io.tact.ruleset.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The text of an author's file, which must be UTF-8, with or without a byte order mark. */
public final class Utf8Text {
    /** How many bytes tell whether a file is something else than text in UTF-8. */
    static final int HEAD = 1_024;

    private static final char MARK = '\uFEFF';
    private static final char NOT_UTF8 = '\uFFFD';

    private Utf8Text() {}

    /**
     * The text of a file that is no table, without its byte order mark.
     *
     * @param problems gets the error, by line and column, if it is not UTF-8
     * @return the text; empty if there was an error
     */
    public static Optional<String> read(String file, byte[] content, List<Problem> problems) {
        Optional<Problem> foreign = foreign(file, content, Math.min(content.length, HEAD), "Save it as UTF-8");
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return Optional.empty();
        }
        String text = new String(content, StandardCharsets.UTF_8);
        int wrong = text.indexOf(NOT_UTF8);
        if (wrong >= 0) {
            int line = 1
                    + (int) text.substring(0, wrong)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            int column = wrong - text.lastIndexOf('\n', wrong);
            problems.add(Problem.atLine(file, line, column, "the text is not valid UTF-8", "Save the file as UTF-8"));
            return Optional.empty();
        }
        return Optional.of(!text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text);
    }

    /**
     * What a file is, by its first bytes, if it surely is no text in UTF-8.
     *
     * @param length how many bytes of {@code head} count
     * @param advice how to save it rightly
     */
    static Optional<Problem> foreign(String file, byte[] head, int length, String advice) {
        if (length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
            return Optional.of(Problem.inFile(file, "the file is a workbook or a ZIP archive, and not text", advice));
        }
        if (isUtf16(head, length)) {
            return Optional.of(Problem.inFile(file, "the file looks like UTF-16 and not like UTF-8", advice));
        }
        return Optional.empty();
    }

    /** By its byte order mark; without one by its zeros, which are every other byte of what is mostly ASCII. */
    private static boolean isUtf16(byte[] head, int length) {
        if (length < 2) {
            return false;
        }
        int mark = (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return mark == 0xFEFF || mark == 0xFFFE || zeros * 4 >= length;
    }
}

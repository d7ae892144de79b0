package io.tact.rules.drools.grammar;

import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.Token;
import io.tact.ruleset.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at a file before any parser does: its size, its brackets, and characters that are not what they seem. */
public final class FileCheck {
    private FileCheck() {}

    /** @param problems gets what is wrong; after that, nothing may parse the file */
    public static void look(DrlFile file, List<Problem> problems) {
        if (file.text().length() > Bounds.FILE) {
            problems.add(Problem.inFile(
                    file.name(),
                    "this file has more than " + Bounds.FILE + " characters",
                    "Write it as several files"));
            return;
        }
        checkCharacters(file, problems);
        checkBrackets(file, problems);
    }

    /** Refuses characters of which a reader and a compiler may make different things, wherever they stand. */
    private static void checkCharacters(DrlFile file, List<Problem> problems) {
        int line = 1;
        int lineStart = 0;
        String text = file.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hidden = isHidden(c) && !(c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n');
            boolean escaped = c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == 'u';
            if (hidden || escaped) {
                String what = escaped ? "a character is written as \\u" : "a character here cannot be seen";
                problems.add(Problem.atLine(file.name(), line, i - lineStart + 1, what, "Write the character itself"));
            }
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
    }

    /** A line ends with {@code \n}, perhaps after {@code \r}: what else ends lines ends them for some readers only. */
    private static boolean isHidden(char c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (Character.isISOControl(c) && c != '\n' && c != '\t');
    }

    /**
     * Parsers try every way to read brackets within brackets, twice as many with each more, and long chains again and again: so
     * both are bounded before one begins.
     */
    private static void checkBrackets(DrlFile file, List<Problem> problems) {
        int depth = 0;
        int tokens = 0;
        int effort = 0;
        Token before = null;
        for (Token token : file.tokens()) {
            if (startsRule(token, before)) {
                depth = 0;
                tokens = 0;
            }
            tokens++;
            if (token.isSign("(") || token.isSign("[") || token.isSign("{")) {
                depth++;
                effort += depth > Bounds.EASY ? 1 << Math.min(depth, Bounds.DEPTH) : 0;
            } else if (token.isSign(")") || token.isSign("]") || token.isSign("}")) {
                depth--;
            }
            if (depth > Bounds.DEPTH || effort > Bounds.EFFORT) {
                problems.add(file.problem(
                        token,
                        "brackets stand in brackets more than " + (depth > Bounds.DEPTH ? Bounds.DEPTH : Bounds.EASY)
                                + " deep" + (depth > Bounds.DEPTH ? "" : " too often"),
                        "Maybe a closing one is missing; or write it as two rules"));
                return;
            } else if (tokens > Bounds.TOKENS) {
                problems.add(file.problem(
                        token,
                        "a rule has more than " + Bounds.TOKENS + " words and signs",
                        "Write it as several rules"));
                return;
            }
            before = token;
        }
    }

    private static boolean startsRule(Token token, @Nullable Token before) {
        return token.isWord("rule") && (before == null || before.line() < token.line() || before.isWord("end"));
    }
}

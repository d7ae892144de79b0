package io.tact.rules.drools.source;

import io.tact.ruleset.Problem;
import java.util.List;

/**
 * An author's DRL file.
 *
 * @param name its path inside the ruleset
 * @param text its text
 * @param tokens the tokens of the text
 */
public record DrlFile(String name, String text, List<Token> tokens) {
    public DrlFile {
        tokens = List.copyOf(tokens);
    }

    public static DrlFile of(String name, String text) {
        // A byte order mark is no part of the rules.
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new DrlFile(name, plain, Lexer.tokens(plain));
    }

    /** The tokens between two offsets. */
    public List<Token> tokens(int start, int end) {
        int from = firstFrom(start);
        int to = from;
        while (to < tokens.size() && tokens.get(to).end() <= end) {
            to++;
        }
        return tokens.subList(from, to);
    }

    /** The place among the tokens of the first that begins at an offset or later. */
    private int firstFrom(int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public Problem problem(Token token, String what, String advice) {
        return Problem.atLine(name, token.line(), token.column(), what, advice);
    }
}

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
        return tokens.stream().filter(t -> t.start() >= start && t.end() <= end).toList();
    }

    public Problem problem(Token token, String what, String advice) {
        return Problem.atLine(name, token.line(), token.column(), what, advice);
    }
}

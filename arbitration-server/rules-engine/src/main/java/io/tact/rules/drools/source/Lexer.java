package io.tact.rules.drools.source;

import java.util.ArrayList;
import java.util.List;

/** Cuts DRL into tokens, so that a place can be named exactly. Never fails: what it does not know is a sign. */
public final class Lexer {
    private static final String TWO_LETTER_SIGNS = "== != <= >= && || += -= ++ -- -> ::";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of a text, in order. */
    public static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            skipTo(at + 1);
        } else if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            skipTo(end < 0 ? text.length() : end);
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            skipTo(end < 0 ? text.length() : end + 2);
        } else if (c == '"' || c == '\'') {
            literal(c);
        } else if (Character.isJavaIdentifierStart(c)) {
            take(Token.Kind.WORD, endOfWord(at));
        } else if (Character.isDigit(c)) {
            take(Token.Kind.NUMBER, endOfNumber(at));
        } else {
            boolean two = at + 2 <= text.length() && isTwoLetterSign(text.substring(at, at + 2));
            take(Token.Kind.SIGN, at + (two ? 2 : 1));
        }
    }

    private static boolean isTwoLetterSign(String sign) {
        return !sign.contains(" ") && TWO_LETTER_SIGNS.contains(sign);
    }

    private void literal(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, text.length());
        boolean closed = end < text.length() && text.charAt(end) == quote;
        tokens.add(new Token(
                Token.Kind.TEXT, text.substring(at + 1, end), at, closed ? end + 1 : end, line, at - lineStart + 1));
        skipTo(closed ? end + 1 : end);
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfNumber(int from) {
        int end = endOfWord(from);
        boolean decimals =
                end + 1 < text.length() && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1));
        return decimals ? endOfWord(end + 1) : end;
    }

    private void take(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at, end, line, at - lineStart + 1));
        skipTo(end);
    }

    private void skipTo(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
    }
}

package io.tact.rules.drools.source;

/**
 * One word, literal or sign of a DRL file; comments and white space are none.
 *
 * @param kind what it is
 * @param text as written; of a text literal what stands between the quotes
 * @param start offset of the first character in the file
 * @param end offset after the last character
 * @param line counted from 1
 * @param column counted from 1
 */
public record Token(Kind kind, String text, int start, int end, int line, int column) {

    /** What a token is. */
    public enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}

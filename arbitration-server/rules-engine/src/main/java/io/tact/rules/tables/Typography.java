package io.tact.rules.tables;

import io.tact.rules.workbooks.Blanks;

/**
 * Characters that word processors and spreadsheets put in the place of plain ones: curly quotes, long dashes, blanks that do
 * not break, and what has no width. Stateless.
 */
final class Typography {
    private static final String QUOTES = "\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033";
    private static final String APOSTROPHES = "\u2018\u2019\u201A\u201B\u2032\u00B4";
    private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    private Typography() {}

    /** The text as it is typed on a keyboard; the same text if it is that already. */
    static String plain(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        boolean changed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Blanks.isInvisible(c)) {
                changed = true;
                continue;
            }
            char typed = typed(c);
            changed |= typed != c;
            plain.append(typed);
        }
        return changed ? plain.toString() : text;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static char typed(char c) {
        if (c < 0x80) {
            return c;
        }
        if (QUOTES.indexOf(c) >= 0) {
            return '"';
        }
        if (APOSTROPHES.indexOf(c) >= 0) {
            return '\'';
        }
        if (DASHES.indexOf(c) >= 0) {
            return '-';
        }
        return Character.isSpaceChar(c) ? ' ' : c;
    }

    /** Whether the text is typed on a keyboard as it is. */
    static boolean isPlain(String text) {
        return plain(text).equals(text);
    }

    /** What to type instead. */
    static String advice(String text) {
        return "Maybe " + Texts.brief(plain(text)) + ", typed without curly quotes, long dashes and unseen blanks";
    }
}

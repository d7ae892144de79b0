package io.tact.rules.drools.allowed;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells patterns of {@code matches} that may take long from those that cannot. Admits patterns of {@code matches} that cannot take long: what repeats is one character or one class, never a group, at most
 * twice in one pattern; there are few choices; nothing looks around or back.
 */
public final class QuickRegex {
    private static final int REPEATS = 2;
    private static final int CHOICES = 8;

    private final String pattern;
    private int at;
    private int repeats;
    private int choices;

    private QuickRegex(String pattern) {
        this.pattern = pattern;
    }

    /** @throws PatternSyntaxException if it is no pattern */
    public static boolean is(String pattern) {
        Pattern.compile(pattern);
        return new QuickRegex(pattern).isQuick();
    }

    private boolean isQuick() {
        boolean closed = false;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '(') {
                if (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at)) {
                    return false;
                }
                at++;
                closed = false;
            } else if (c == '*' || c == '+' || c == '?' || c == '{') {
                if (closed || !repeat(c)) {
                    return false;
                }
            } else if (!atom(c)) {
                return false;
            } else {
                closed = c == ')';
            }
        }
        return choices <= CHOICES;
    }

    private boolean atom(char c) {
        if (c == '\\') {
            boolean back = at + 1 < pattern.length()
                    && (Character.isDigit(pattern.charAt(at + 1)) || "kQEXRGpP".indexOf(pattern.charAt(at + 1)) >= 0);
            at += 2;
            return !back;
        }
        if (c == '[') {
            int end = pattern.indexOf(']', at + 2);
            boolean nested = end > 0 && pattern.substring(at + 1, end).matches(".*(\\[|&&|\\\\).*");
            at = end + 1;
            return end > 0 && !nested;
        }
        choices += c == '|' ? 1 : 0;
        at++;
        return true;
    }

    private boolean repeat(char c) {
        boolean exact = false;
        if (c == '{') {
            int end = pattern.indexOf('}', at);
            String times = pattern.substring(at + 1, end);
            at = end + 1;
            exact = times.length() <= 2;
            if (!times.matches("[0-9]{1,2}(,[0-9]{0,2})?")) {
                return false;
            }
        } else {
            at++;
        }
        if (c == '?') {
            choices++;
        } else if (!exact) {
            repeats++;
        }
        if (at < pattern.length() && (pattern.charAt(at) == '+' || pattern.charAt(at) == '?')) {
            at++;
        }
        return repeats <= REPEATS && choices <= CHOICES;
    }
}

package io.tact.rules.drools.allowed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells patterns of {@code matches} that cannot take long from those that may: what repeats is one character or one class, never
 * a group, at most twice in one pattern; there are few ways to choose; nothing looks around or back.
 */
public final class QuickRegex {
    private static final int REPEATS = 2;

    /** In how many ways a text may be tried: each {@code ?} doubles them, and so do the alternatives of each group. */
    private static final int WAYS = 16;

    /** What a {@code \} in a pattern may stand before, beside signs: classes of characters, and ends of words and lines. */
    private static final String ESCAPES = "dDwWsShHvVbBAzZtnrf";

    private final String pattern;
    private int at;
    private int repeats;
    private int ways = 1;

    private QuickRegex(String pattern) {
        this.pattern = pattern;
    }

    /** @throws PatternSyntaxException if it is no pattern */
    public static boolean is(String pattern) {
        Pattern.compile(pattern);
        return new QuickRegex(pattern).isQuick();
    }

    private boolean isQuick() {
        Deque<Integer> alternatives = new ArrayDeque<>();
        alternatives.push(1);
        boolean closed = false;
        while (at < pattern.length() && ways <= WAYS) {
            char c = pattern.charAt(at);
            boolean repeats = c == '*' || c == '+' || c == '?' || c == '{';
            boolean fine =
                    switch (c) {
                        case '(' -> open(alternatives);
                        case ')' -> close(alternatives);
                        case '|' -> {
                            alternatives.push(alternatives.pop() + 1);
                            at++;
                            yield true;
                        }
                        case '*', '+', '?', '{' -> !closed && repeat(c);
                        case '\\' -> escape();
                        case '[' -> oneOf();
                        default -> {
                            at++;
                            yield true;
                        }
                    };
            if (!fine) {
                return false;
            }
            // What a group gives is never repeated, nor what is repeated already.
            closed = c == ')' || repeats;
        }
        return ways * alternatives.pop() <= WAYS;
    }

    private boolean open(Deque<Integer> alternatives) {
        if (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at)) {
            return false;
        }
        at += pattern.startsWith("(?:", at) ? 3 : 1;
        alternatives.push(1);
        return true;
    }

    private boolean close(Deque<Integer> alternatives) {
        ways *= alternatives.pop();
        at++;
        return true;
    }

    private boolean escape() {
        char escaped = pattern.charAt(at + 1);
        at += 2;
        return ESCAPES.indexOf(escaped) >= 0 || (escaped < 128 && !Character.isLetterOrDigit(escaped));
    }

    /** A class of characters, without another in it. */
    private boolean oneOf() {
        at++;
        boolean first = true;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            at++;
        }
        while (pattern.charAt(at) != ']' || first) {
            if (pattern.charAt(at) == '[' || pattern.startsWith("&&", at)) {
                return false;
            } else if (pattern.charAt(at) == '\\') {
                if (!escape()) {
                    return false;
                }
            } else {
                at++;
            }
            first = false;
            if (at >= pattern.length()) {
                return false;
            }
        }
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
            ways *= 2;
        } else if (!exact) {
            repeats++;
        }
        if (at < pattern.length() && (pattern.charAt(at) == '+' || pattern.charAt(at) == '?')) {
            at++;
        }
        return repeats <= REPEATS && ways <= WAYS;
    }
}

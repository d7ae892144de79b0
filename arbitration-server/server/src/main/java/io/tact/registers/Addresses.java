package io.tact.registers;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings numbers and e-mail addresses into the one form in which they are compared. Pure. */
public final class Addresses {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final int LONGEST = 254;

    private Addresses() {}

    /** A number in E.164 without blanks, or an e-mail address in lower case; null if the text is neither. */
    public static @Nullable String normal(String text) {
        if (isPlainNumber(text)) {
            return text;
        }
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            return null;
        }
        int at = stripped.indexOf('@');
        if (at < 0) {
            String number = BLANKS.matcher(stripped).replaceAll("");
            return NUMBER.matcher(number).matches() ? number : null;
        }
        boolean whole = at > 0 && at < stripped.length() - 1 && stripped.indexOf('@', at + 1) < 0;
        return whole && !BLANKS.matcher(stripped).find() ? stripped.toLowerCase(Locale.ROOT) : null;
    }

    private static boolean isPlainNumber(String text) {
        int length = text.length();
        if (length < 8 || length > 16 || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

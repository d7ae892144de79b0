package io.tact.rules.drools;

import java.util.regex.Pattern;

/** What Drools, its compiler and Java say, without the names that an author never wrote. */
final class PlainWords {
    private static final Pattern GENERATED = Pattern.compile("(?:\\w+\\.)*Lambda[A-Z][a-z]+[0-9A-F]{20,}\\w*");
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}(?:P[0-9A-F]{2}\\.)?(?=[A-Z])");
    private static final Pattern RECEIVER = Pattern.compile("\\b_this\\.");

    private PlainWords() {}

    /** The first line of a message, without generated classes, packages and the receiver that Drools adds. */
    static String of(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        String authored = GENERATED.matcher(line).replaceAll("the rule");
        return RECEIVER.matcher(PACKAGE.matcher(authored).replaceAll("")).replaceAll("");
    }

    /** What was thrown, in one line: the message that says why, else the kind of failure. */
    static String of(Throwable thrown) {
        Throwable root = rootOf(thrown);
        String kind = root.getClass().getSimpleName();
        String message = root.getMessage() == null ? "" : of(root.getMessage());
        int because = message.indexOf(" because ");
        if (root instanceof NullPointerException) {
            return because < 0 ? "something is null" : message.substring(because + " because ".length());
        }
        boolean said = root instanceof IllegalArgumentException || root instanceof IllegalStateException;
        return message.isEmpty() ? kind : said ? message : kind + ": " + message;
    }

    /** What began it. */
    static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }
}

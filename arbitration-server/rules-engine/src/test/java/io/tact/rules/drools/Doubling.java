package io.tact.rules.drools;

/** Texts that are put together of themselves, again and again. */
public final class Doubling {
    private static final int TIMES = 40;

    private Doubling() {}

    /**
     * An action that says a text after so many doublings.
     *
     * @param first an expression that gives the text to begin with
     */
    public static String of(String first) {
        StringBuilder text = new StringBuilder("String a0 = " + first + "; ");
        for (int i = 1; i < TIMES; i++) {
            text.append("String a%1$d = a%2$d + a%2$d; ".formatted(i, i - 1));
        }
        return text + "verdicts.mustMention(a" + (TIMES - 1) + ");";
    }
}

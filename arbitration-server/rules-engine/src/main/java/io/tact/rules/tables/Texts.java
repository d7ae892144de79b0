package io.tact.rules.tables;

/** Texts for messages. */
final class Texts {
    private static final int LONGEST = 60;

    private Texts() {}

    /** A value in a message: shortened, on one line. */
    static String brief(String text) {
        String line = text.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}

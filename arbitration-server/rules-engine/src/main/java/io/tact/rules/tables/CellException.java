package io.tact.rules.tables;

/** What is wrong with the text of one cell, and what to do about it. Never leaves this package. */
final class CellException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final String advice;

    CellException(String what, String advice) {
        super(what, null, false, false);
        this.what = what;
        this.advice = advice;
    }

    /** {@code ("text") must be …}: the column is named by who catches it. */
    static CellException mustBe(String text, String wanted, String advice) {
        return new CellException("(\"" + Texts.brief(text) + "\") must be " + wanted, advice);
    }

    String what() {
        return what;
    }

    /** What is wrong, with the name of the column before it. */
    String whatOf(String column) {
        return column + (what.startsWith("(") ? " " : ": ") + what;
    }

    String advice() {
        return advice;
    }
}

package io.tact.rules.drools;

/**
 * One way out.
 *
 * @param name what is tried
 * @param drl how
 * @param place where it is refused; {@code column 0} for any place
 * @param reason why
 */
record Escape(String name, String drl, String place, String reason) {
    static final String NOT_HERE = "is not allowed in a rule";

    @Override
    public String toString() {
        return name;
    }

    static Escape action(String name, String action, int column, String reason) {
        String drl = "rule \"r\"\nwhen\n    $p : Profile()\nthen\n    " + action + "\nend\n";
        return new Escape(name, drl, "line 5, column " + column, reason);
    }

    static Escape condition(String name, String condition, int column, String reason) {
        String drl = "rule \"r\"\nwhen\n    " + condition + "\nthen\n    verdicts.mustMention(\"x\");\nend\n";
        return new Escape(name, drl, "line 3, column " + column, reason);
    }

    static Escape file(String name, String head, int column, String reason) {
        return new Escape(name, head + "\n" + EscapesTest.SOUND, "line 1, column " + column, reason);
    }
}

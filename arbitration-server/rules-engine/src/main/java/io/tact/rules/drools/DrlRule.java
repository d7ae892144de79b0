package io.tact.rules.drools;

import java.util.List;

/**
 * A rule to be printed.
 *
 * @param remarks what people should know of it, one to a line
 * @param name its name
 * @param salience larger fires earlier
 * @param patterns what it looks for, one to a line
 * @param actions what it says, one to a line
 */
record DrlRule(List<String> remarks, String name, int salience, List<String> patterns, List<String> actions) {

    /** A rule that needs no remark. */
    DrlRule(String name, int salience, List<String> patterns, List<String> actions) {
        this(List.of(), name, salience, patterns, actions);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        remarks.forEach(r -> text.append(DrlText.comment(r)).append('\n'));
        text.append("rule ").append(DrlText.quoted(name)).append('\n');
        if (salience != 0) {
            text.append("salience ").append(salience).append('\n');
        }
        text.append("when\n");
        patterns.forEach(p -> text.append("    ").append(p).append('\n'));
        text.append("then\n");
        actions.forEach(a -> text.append("    ").append(a).append('\n'));
        return text.append("end\n").toString();
    }

    /** This rule by another name. */
    DrlRule named(String other) {
        return new DrlRule(remarks, other, salience, patterns, actions);
    }
}

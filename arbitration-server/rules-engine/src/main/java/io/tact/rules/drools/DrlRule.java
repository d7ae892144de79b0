package io.tact.rules.drools;

import java.util.List;

/**
 * A rule to be printed.
 *
 * @param name its name
 * @param salience larger fires earlier
 * @param patterns what it looks for, one to a line
 * @param actions what it says, one to a line
 */
record DrlRule(String name, int salience, List<String> patterns, List<String> actions) {

    String text() {
        StringBuilder text = new StringBuilder("rule " + DrlText.quoted(name) + "\n");
        if (salience != 0) {
            text.append("salience ").append(salience).append('\n');
        }
        text.append("when\n");
        patterns.forEach(p -> text.append("    ").append(p).append('\n'));
        text.append("then\n");
        actions.forEach(a -> text.append("    ").append(a).append('\n'));
        return text.append("end\n").toString();
    }
}

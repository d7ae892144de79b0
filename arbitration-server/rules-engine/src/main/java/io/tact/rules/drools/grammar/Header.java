package io.tact.rules.drools.grammar;

import io.tact.rules.drools.source.Token;
import java.util.Set;

/** Reads what stands between {@code rule} and {@code when}: a plain name, and attributes with constants. */
final class Header {
    private static final Set<String> FLAGS = Set.of("no-loop", "lock-on-active", "enabled");
    private static final String ALLOWED =
            "A rule may have salience, no-loop, lock-on-active, activation-group and enabled";

    private final Cursor cursor;

    Header(Cursor cursor) {
        this.cursor = cursor;
    }

    void read() {
        cursor.next();
        checkName(cursor.next());
        while (!cursor.isWord("when") && !cursor.isWord("then")) {
            attribute();
            cursor.take(",");
        }
    }

    private void checkName(Token name) {
        if (name.kind() == Token.Kind.WORD || (name.kind() == Token.Kind.TEXT && isPlain(name))) {
            return;
        }
        throw cursor.refuse(
                name, "the name of a rule must be a text without \\, quotes and */ in it", "Write it in \"…\"");
    }

    /** Names stand in texts and in comments of what is generated, and must not end them. */
    private boolean isPlain(Token text) {
        return !text.text().isBlank()
                && text.text().indexOf('\\') < 0
                && text.text().indexOf('"') < 0
                && !text.text().contains("*/")
                && text.text().length() <= Bounds.TEXT
                && cursor.rule().file().text().charAt(text.start()) == '"';
    }

    private void attribute() {
        Token first = cursor.next();
        StringBuilder name = new StringBuilder(first.text());
        while (cursor.isSign("-") && cursor.peek(1).kind() == Token.Kind.WORD) {
            cursor.next();
            name.append('-').append(cursor.next().text());
        }
        String attribute = name.toString();
        if (attribute.equals("salience")) {
            number();
        } else if (FLAGS.contains(attribute)) {
            flag();
        } else if (attribute.equals("activation-group") || attribute.equals("dialect")) {
            Token text = cursor.next();
            if (text.kind() != Token.Kind.TEXT
                    || !isPlain(text)
                    || (first.isWord("dialect") && !text.text().equals("java"))) {
                throw cursor.refuse(text, attribute + " needs a plain text", ALLOWED);
            }
        } else {
            throw cursor.refuse(first, "attribute " + attribute + " is not allowed here", ALLOWED);
        }
    }

    private void number() {
        cursor.take("-");
        Token number = cursor.next();
        if (number.kind() != Token.Kind.NUMBER || !number.text().matches("[0-9]{1,9}")) {
            throw cursor.refuse(number, "salience needs a whole number", "Write it out, such as salience 10");
        }
    }

    private void flag() {
        if (!cursor.take("true")) {
            cursor.take("false");
        }
    }
}

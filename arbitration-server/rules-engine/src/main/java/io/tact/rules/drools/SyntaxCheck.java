package io.tact.rules.drools;

import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.Token;
import io.tact.ruleset.Problem;
import java.util.List;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;

/** Parses one file with Drools' own parser, and finds before it what it would place wrongly. */
final class SyntaxCheck {
    private SyntaxCheck() {}

    /** The parsed file, or null if it has a syntax error: then the error was added. */
    static @Nullable PackageDescr parse(DrlFile file, List<Problem> problems) {
        int before = problems.size();
        findOpenTexts(file, problems);
        if (problems.size() == before) {
            findMissingEnds(file, problems);
        }
        if (problems.size() > before) {
            return null;
        }
        DrlParser parser = new DrlParser();
        try {
            PackageDescr parsed = parser.parse(false, file.text());
            if (!parser.hasErrors() && parsed != null) {
                return parsed;
            }
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            problems.add(
                    file.problem(file.tokens().get(0), "the rules are not understood", "Maybe this is not DRL at all"));
            return null;
        }
        problems.addAll(new ParserMessages(file).problems(parser.getErrors()));
        return null;
    }

    /** A text without its closing quote ends with the line for the lexer, and never for the parser. */
    private static void findOpenTexts(DrlFile file, List<Problem> problems) {
        for (Token token : file.tokens()) {
            boolean open = token.end() - token.start() < token.text().length() + 2;
            if (token.kind() == Token.Kind.TEXT && open) {
                char quote = file.text().charAt(token.start());
                problems.add(file.problem(
                        token,
                        "a text begins here and is not closed",
                        "Maybe one of the " + quote + " in this line is missing"));
            }
        }
    }

    /** Without its {@code end} a rule swallows the next one, and the parser complains about the wrong one. */
    private static void findMissingEnds(DrlFile file, List<Problem> problems) {
        List<Token> tokens = file.tokens();
        Token open = null;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean startsRule = token.isWord("rule")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).kind() != Token.Kind.SIGN
                    && (i == 0
                            || tokens.get(i - 1).line() < token.line()
                            || tokens.get(i - 1).isWord("end"));
            if (startsRule) {
                if (open != null) {
                    problems.add(missingEnd(file, open));
                }
                open = tokens.get(i + 1);
            } else if (token.isWord("end")) {
                open = null;
            }
        }
        if (open != null) {
            problems.add(missingEnd(file, open));
        }
    }

    private static Problem missingEnd(DrlFile file, Token name) {
        return file.problem(
                name, "rule \"" + name.text() + "\" has no end", "Maybe add a line end after its last action");
    }
}

package io.tact.rules.drools;

import io.tact.ruleset.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;

/** Parses one file with Drools' own parser and says in plain words what it stumbled over. */
final class SyntaxCheck {
    private static final Pattern CODE_AND_PLACE = Pattern.compile("\\[ERR \\d+] (Line \\d+:\\d+ )?");
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:no viable alternative at|mismatched|extraneous) input '(.*?)'");

    private SyntaxCheck() {}

    /** The parsed file, or null if it has a syntax error: then the error was added. */
    static @Nullable PackageDescr parse(DrlFile file, List<Problem> problems) {
        int before = problems.size();
        findMissingEnds(file, problems);
        if (problems.size() > before) {
            return null;
        }
        DrlParser parser = new DrlParser();
        try {
            PackageDescr parsed = parser.parse(false, file.text());
            if (!parser.hasErrors() && parsed != null) {
                return parsed;
            }
        } catch (DroolsParserException | RuntimeException e) {
            problems.add(Problem.inFile(file.name(), "not understood: " + e.getMessage(), "Maybe not DRL at all"));
            return null;
        }
        parser.getErrors().forEach(e -> problems.add(problem(file, e)));
        return null;
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

    private static Problem problem(DrlFile file, DroolsError error) {
        int line = error instanceof ParserError e ? e.getRow() : error.getLines().length > 0 ? error.getLines()[0] : 0;
        int column = error instanceof ParserError e && e.getRow() > 0 ? e.getCol() + 1 : 0;
        String message =
                CODE_AND_PLACE.matcher(error.getMessage()).replaceAll("").strip();
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.find()) {
            String rule = message.contains(" in rule ") ? message.substring(message.indexOf(" in rule ")) : "";
            return Problem.atLine(
                    file.name(),
                    line,
                    column,
                    "unexpected " + shown(unexpected.group(1)) + rule,
                    "Maybe something is missing just before it");
        }
        return Problem.atLine(file.name(), line, column, message, "");
    }

    private static String shown(String input) {
        return input.equals("<eof>") ? "end of the file" : "\"" + input + "\"";
    }
}

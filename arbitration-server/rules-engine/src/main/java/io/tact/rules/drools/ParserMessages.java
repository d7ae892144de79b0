package io.tact.rules.drools;

import io.tact.model.EditDistance;
import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.Token;
import io.tact.ruleset.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;

/** Says in plain words what Drools' parser stumbled over in one file. */
final class ParserMessages {
    private static final Pattern PLACE = Pattern.compile("Line (\\d+):(\\d+)");
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:no viable alternative at|mismatched|extraneous) input '(.*?)'", Pattern.DOTALL);
    private static final Pattern IN_RULE = Pattern.compile(" in rule (\"[^\"]*\"|\\S+)");
    private static final String MISSING = "Maybe something is missing just before it";
    private static final List<String> KEYWORDS =
            List.of("rule", "when", "then", "end", "salience", "package", "import");
    private static final Map<String, String> MEANT = Map.of(
            "=", "Maybe == was meant",
            "<>", "Maybe != was meant",
            "and", "Maybe && was meant, or a comma",
            "or", "Maybe || was meant",
            "&", "Maybe && was meant, or a comma",
            "|", "Maybe || was meant");

    private final DrlFile file;

    ParserMessages(DrlFile file) {
        this.file = file;
    }

    /** The first error of each rule: what the parser says after it may be of its own making. */
    List<Problem> problems(List<DroolsError> errors) {
        Map<String, Problem> first = new LinkedHashMap<>();
        for (DroolsError error : errors) {
            Matcher named = IN_RULE.matcher(error.getMessage());
            String rule = named.find() ? " in rule " + named.group(1) : "";
            if (first.isEmpty() || !rule.isEmpty()) {
                first.computeIfAbsent(rule, r -> problem(error, r));
            }
        }
        return List.copyOf(first.values());
    }

    private Problem problem(DroolsError error, String rule) {
        int line = error instanceof ParserError e ? e.getRow() : 0;
        int column = error instanceof ParserError e ? e.getCol() + 1 : 0;
        Matcher place = PLACE.matcher(error.getMessage());
        if (line <= 0 && place.find()) {
            line = Integer.parseInt(place.group(1));
            column = Integer.parseInt(place.group(2)) + 1;
        }
        int at = at(line, column);
        return Problem.atLine(file.name(), line, column, what(error, at) + rule, advice(at));
    }

    private String what(DroolsError error, int at) {
        if (at >= 0) {
            Token found = file.tokens().get(at);
            return "unexpected " + (found.kind() == Token.Kind.TEXT ? "text " : "") + "\"" + found.text() + "\"";
        }
        Matcher unexpected = UNEXPECTED.matcher(error.getMessage());
        if (!unexpected.find()) {
            return "what stands here is not understood";
        }
        return unexpected.group(1).equals("<eof>")
                ? "unexpected end of the file"
                : "unexpected \"" + unexpected.group(1).lines().findFirst().orElse("") + "\"";
    }

    private String advice(int at) {
        if (at < 0 || file.tokens().get(at).kind() == Token.Kind.TEXT) {
            return MISSING;
        }
        Token found = file.tokens().get(at);
        Token before = at == 0 ? null : file.tokens().get(at - 1);
        if (before != null && before.isWord("rule")) {
            return "Maybe the name of the rule is missing";
        }
        String sign = before != null && before.isSign("<") && found.isSign(">") ? "<>" : found.text();
        String meant = MEANT.get(sign);
        if (meant == null) {
            meant = keyword(found);
        }
        if (meant == null && before != null) {
            meant = keyword(before);
        }
        return meant == null ? MISSING : meant;
    }

    /** A word that is written almost as a keyword is. */
    private static @Nullable String keyword(Token token) {
        return KEYWORDS.stream()
                .filter(k -> token.kind() == Token.Kind.WORD && EditDistance.between(token.text(), k) == 1)
                .map(k -> "Maybe " + k + " instead of " + token.text())
                .findFirst()
                .orElse(null);
    }

    /** The index of the token that stands at a place; −1 if there is none. */
    private int at(int line, int column) {
        List<Token> tokens = file.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).line() == line && tokens.get(i).column() == column) {
                return i;
            }
        }
        return -1;
    }
}

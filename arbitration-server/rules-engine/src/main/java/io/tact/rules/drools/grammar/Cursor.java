package io.tact.rules.drools.grammar;

import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import io.tact.ruleset.Problem;
import java.util.List;

/** Walks over the tokens of one rule, and reports what does not belong there. */
final class Cursor {
    private final RuleSource rule;
    private final List<Problem> problems;
    private int at;
    private int depth;
    private boolean inActions;

    Cursor(RuleSource rule, List<Problem> problems) {
        this.rule = rule;
        this.problems = problems;
    }

    /** Thrown after a problem was reported behind which the rest of the rule cannot be read. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("the rest of the rule cannot be read", null, false, false);
        }
    }

    /** How people call the part of the rule that is being read. */
    String part() {
        return (inActions ? "the actions of rule \"" : "rule \"") + rule.name() + "\"";
    }

    void enterActions() {
        inActions = true;
    }

    RuleSource rule() {
        return rule;
    }

    Token peek() {
        return peek(0);
    }

    /** The token so far ahead; the last one beyond the end. */
    Token peek(int ahead) {
        return rule.tokens().get(Math.min(at + ahead, rule.tokens().size() - 1));
    }

    Token previous() {
        return rule.tokens().get(Math.max(at - 1, 0));
    }

    boolean atEnd() {
        return at >= rule.tokens().size() - 1;
    }

    Token next() {
        Token token = peek();
        if (!atEnd()) {
            at++;
        }
        return token;
    }

    boolean isSign(String sign) {
        return peek().isSign(sign);
    }

    boolean isWord(String word) {
        return peek().isWord(word);
    }

    boolean take(String signOrWord) {
        boolean there = isSign(signOrWord) || isWord(signOrWord);
        if (there) {
            next();
        }
        return there;
    }

    void enter() {
        depth++;
        if (depth > Bounds.DEPTH) {
            throw refuse(
                    peek(), "brackets stand in brackets more than " + Bounds.DEPTH + " deep", "Write it as two rules");
        }
    }

    void leave() {
        depth--;
    }

    /** Reports, and reading goes on. */
    void report(Token token, String what, String advice) {
        problems.add(rule.file().problem(token, what, advice));
    }

    /** Reports, and reading cannot go on. */
    Lost refuse(Token token, String what, String advice) {
        report(token, what, advice);
        return new Lost();
    }
}

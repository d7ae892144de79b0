package io.tact.rules.drools.grammar;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.source.Lexer;
import io.tact.rules.drools.source.RuleSource;
import io.tact.rules.drools.source.Token;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Holds what Drools' own parser made of a rule against what the grammar read: they must be the same rule. */
public final class DescrCheck {
    private final List<String> patterns = new ArrayList<>();

    private DescrCheck() {}

    /** Whether Drools understands the rule as the grammar does, and found nothing in it that the grammar has not. */
    public static boolean agrees(RuleDescr parsed, RuleSource rule, Shape shape) {
        DescrCheck check = new DescrCheck();
        return parsed.getAnnotationNames().isEmpty()
                && parsed.getNamedConsequences().isEmpty()
                && parsed.getParentName() == null
                && check.isKnown(parsed.getLhs())
                && check.patterns.equals(shape.patterns())
                && texts(Lexer.tokens(String.valueOf(parsed.getConsequence()))).equals(actions(rule));
    }

    private static List<String> actions(RuleSource rule) {
        List<String> texts = texts(rule.tokens());
        int then = texts.indexOf("WORD then");
        return texts.subList(then + 1, texts.size() - 1);
    }

    private static List<String> texts(List<Token> tokens) {
        return tokens.stream().map(t -> t.kind() + " " + t.text()).toList();
    }

    private boolean isKnown(BaseDescr descr) {
        if (descr instanceof AndDescr and) {
            return and.getDescrs().stream().allMatch(this::isKnown);
        } else if (descr instanceof OrDescr or) {
            return or.getDescrs().stream().allMatch(this::isKnown);
        } else if (descr instanceof NotDescr not) {
            return not.getDescrs().stream().allMatch(d -> isKnown((BaseDescr) d));
        } else if (descr instanceof ExistsDescr exists) {
            return exists.getDescrs().stream().allMatch(d -> isKnown((BaseDescr) d));
        } else if (descr instanceof AccumulateDescr accumulate) {
            return isKnown(accumulate);
        }
        return descr instanceof PatternDescr pattern && isKnown(pattern);
    }

    private boolean isKnown(PatternDescr pattern) {
        boolean plain = pattern.getAnnotationNames().isEmpty()
                && pattern.getBehaviors().isEmpty()
                && pattern.getPositionalConstraints().isEmpty()
                && !pattern.isQuery()
                && !pattern.isUnification()
                && pattern.getDescrs().stream().allMatch(ExprConstraintDescr.class::isInstance);
        if (pattern.getSource() == null) {
            patterns.add(pattern.getObjectType());
            return plain;
        }
        return plain && pattern.getSource() instanceof AccumulateDescr accumulate && isKnown(accumulate);
    }

    private boolean isKnown(AccumulateDescr accumulate) {
        patterns.add("accumulate");
        return accumulate.getInitCode() == null
                && accumulate.getActionCode() == null
                && accumulate.getReverseCode() == null
                && accumulate.getResultCode() == null
                && accumulate.getFunctions().stream().allMatch(f -> Allowed.AGGREGATES.contains(f.getFunction()))
                && isKnown(accumulate.getInput());
    }
}

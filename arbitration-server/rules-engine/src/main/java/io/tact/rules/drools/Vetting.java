package io.tact.rules.drools;

import io.tact.rules.drools.grammar.Bounds;
import io.tact.rules.drools.grammar.DescrCheck;
import io.tact.rules.drools.grammar.FileCheck;
import io.tact.rules.drools.grammar.RuleGrammar;
import io.tact.rules.drools.grammar.Shape;
import io.tact.rules.drools.source.DrlFile;
import io.tact.rules.drools.source.RuleSource;
import io.tact.ruleset.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Looks at author files before anything is built of them: building is not passive. Keeps the rules that may be built and
 * reports everything else.
 */
final class Vetting {
    private static final String RULES_ONLY =
            "A DRL file holds rules, and imports of io.tact.facts and io.tact.model; Tact supplies everything else";

    private final AttributeCheck attributes;
    private final List<Problem> problems;
    private final Map<String, RuleSource> byName = new HashMap<>();
    private final List<RuleSource> fit = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private int rules;
    private int characters;
    private boolean tooMany;

    Vetting(Vocabulary vocabulary, List<Problem> problems) {
        this.attributes = new AttributeCheck(vocabulary, problems);
        this.problems = problems;
    }

    /** The rules of all files looked at that may be built. */
    List<RuleSource> fit() {
        return fit;
    }

    /** What the conditions of the rules that may be built cost, by rule name. */
    Map<String, Shape> shapes() {
        return shapes;
    }

    void look(DrlFile file) {
        if (file.tokens().isEmpty()) {
            problems.add(Problem.inFile(file.name(), "no rule in this file", "Maybe delete it, or write a rule")
                    .asWarning());
            return;
        }
        if (characters + (long) file.text().length() > Bounds.CHARACTERS) {
            problems.add(Problem.inFile(
                    file.name(),
                    "the rules up to here have more than " + Bounds.CHARACTERS + " characters",
                    "Maybe write rules that differ only in figures as rows of a table"));
            return;
        }
        characters += file.text().length();
        int before = problems.size();
        FileCheck.look(file, problems);
        if (problems.size() > before) {
            return;
        }
        PackageDescr parsed = SyntaxCheck.parse(file, problems);
        if (parsed == null) {
            return;
        }
        refuseForeign(file, parsed);
        for (RuleDescr rule : parsed.getRules()) {
            if (rules == Bounds.RULES) {
                refuseMore(file, rule);
                break;
            }
            rules++;
            look(file, rule);
        }
        if (parsed.getRules().isEmpty()) {
            problems.add(Problem.inFile(file.name(), "no rule in this file", "Maybe delete it, or write a rule")
                    .asWarning());
        }
    }

    private void refuseForeign(DrlFile file, PackageDescr parsed) {
        parsed.getImports().stream().filter(i -> !isOwn(i)).forEach(i -> refuse(file, i, "import " + i.getTarget()));
        parsed.getFunctionImports().stream()
                .filter(i -> !i.getTarget().startsWith("io.tact.facts."))
                .forEach(i -> refuse(file, i, "import static " + i.getTarget()));
        parsed.getAccumulateImports().forEach(i -> refuse(file, i, "import accumulate " + i.getTarget()));
        parsed.getGlobals().forEach(g -> refuse(file, g, "global " + g.getIdentifier()));
        parsed.getFunctions().forEach(f -> refuse(file, f, "function " + f.getName()));
        parsed.getTypeDeclarations().forEach(t -> refuse(file, t, "declare " + t.getTypeName()));
        parsed.getEnumDeclarations().forEach(e -> refuse(file, e, "declare enum " + e.getTypeName()));
        parsed.getEntryPointDeclarations().forEach(e -> refuse(file, e, "declare entry-point"));
        parsed.getWindowDeclarations().forEach(w -> refuse(file, w, "declare window"));
        parsed.getAttributes().forEach(a -> refuse(file, a, "attribute " + a.getName()));
        if (parsed.getUnit() != null) {
            refuse(file, parsed.getUnit(), "unit " + parsed.getUnit().getTarget());
        }
    }

    private static boolean isOwn(ImportDescr descr) {
        return descr.getTarget().startsWith("io.tact.facts.")
                || descr.getTarget().startsWith("io.tact.model.");
    }

    private void refuse(DrlFile file, BaseDescr what, String name) {
        problems.add(Problem.atLine(
                file.name(), what.getLine(), what.getColumn() + 1, name + " is not allowed here", RULES_ONLY));
    }

    private void look(DrlFile file, RuleDescr parsed) {
        if (parsed instanceof QueryDescr) {
            refuse(file, parsed, "query " + parsed.getName());
            return;
        }
        RuleSource rule = new RuleSource(
                file,
                parsed.getName(),
                parsed.getStartCharacter(),
                parsed.getEndCharacter(),
                file.tokens(parsed.getStartCharacter(), parsed.getEndCharacter()));
        int before = problems.size();
        if (parsed.getParentName() != null) {
            problems.add(file.problem(rule.head(), "rule \"" + rule.name() + "\" extends another", RULES_ONLY));
            return;
        }
        Optional<Shape> shape = RuleGrammar.check(rule, problems);
        refuseDuplicate(rule);
        attributes.look(rule);
        if (shape.isPresent() && !DescrCheck.agrees(parsed, rule, shape.get())) {
            problems.add(file.problem(
                    rule.head(), "rule \"" + rule.name() + "\" can be read in two ways", "Write it more plainly"));
        }
        if (problems.size() == before && shape.isPresent()) {
            fit.add(rule);
            shapes.put(rule.name(), shape.get());
        }
    }

    /** One more than there may be: the rest is not looked at, since that alone could take very long. */
    private void refuseMore(DrlFile file, RuleDescr rule) {
        if (!tooMany) {
            tooMany = true;
            problems.add(Problem.atLine(
                    file.name(),
                    rule.getLine(),
                    Math.max(rule.getColumn(), 0) + 1,
                    "there are more than " + Bounds.RULES + " rules",
                    "Maybe write them as rows of a table: those may be many"));
        }
    }

    private void refuseDuplicate(RuleSource rule) {
        RuleSource first = byName.putIfAbsent(rule.name(), rule);
        if (first != null) {
            String where = first.file().name() + " line " + first.head().line();
            problems.add(rule.file()
                    .problem(
                            rule.head(),
                            "rule \"" + rule.name() + "\" has the name of the rule in " + where,
                            "Maybe rename one: reasons name rules"));
        }
    }
}

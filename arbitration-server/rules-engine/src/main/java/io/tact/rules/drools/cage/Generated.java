package io.tact.rules.drools.cage;

import io.tact.rules.drools.allowed.Allowed;
import io.tact.rules.drools.allowed.Members;
import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatFactory;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.model.DomainClassMetadata;
import org.drools.model.Index;
import org.drools.model.PatternDSL;
import org.drools.model.Rule;
import org.drools.model.consequences.ConsequenceBuilder;
import org.drools.model.functions.PredicateInformation;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.drools.model.impl.RuleBuilder;
import org.drools.model.operators.InOperator;
import org.drools.model.view.ViewItem;
import org.drools.modelcompiler.dsl.pattern.D;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.drools.util.DateUtils;

/** What the classes that Drools generates look like, and what they use beside what authors wrote. */
final class Generated {
    /** Where they all stand. */
    static final String PACKAGE = "tact/ruleset/";

    /** The class that is the model; those whose methods make the rules; the facts' properties. */
    static final Pattern RULES = Pattern.compile("tact/ruleset/Rules[0-9A-F]{32}");

    static final Pattern METHODS = Pattern.compile("tact/ruleset/Rules[0-9A-F]{32}RuleMethods[0-9]+");
    static final Pattern METADATA =
            Pattern.compile("tact/ruleset/DomainClassesMetadata[0-9A-F]{32}(\\$\\w+_Metadata)?");

    /** A condition, a value or an action. */
    static final Pattern LAMBDA =
            Pattern.compile("tact/ruleset/P[0-9A-F]{2}/Lambda(Predicate|Consequence|Extractor)[0-9A-F]{32}");

    /** The methods that hold what an author wrote. */
    static final Set<String> AUTHORED = Set.of("test", "apply", "execute");

    /** What each class of an enumeration has and no rule needs: it is cut out. */
    static final Set<String> CUT = Set.of("values", "valueOf");

    private static final Set<String> OF_LAMBDA =
            Set.of("<clinit>", "<init>", "getExpressionHash", "predicateInformation");
    private static final Set<String> OF_METADATA =
            Set.of("<clinit>", "<init>", "getDomainClass", "getPropertiesSize", "getPropertyIndex");
    private static final Set<String> OF_RULES = Set.of(
            "<clinit>",
            "<init>",
            "getName",
            "getGlobals",
            "getTypeMetaDatas",
            "getRules",
            "getRulesList",
            "getQueries",
            "getEntryPoints");

    static final Pattern SUPERTYPE = Pattern.compile("java/lang/(Object|Enum)|"
            + "org/drools/model/functions/((Predicate|Function|Block)[0-9]{1,2}|HashedExpression)|"
            + "org/drools/model/(Model|DomainClassMetadata)");

    /** The functions of accumulate, made through a constructor without arguments. */
    static final Pattern ACCUMULATOR = Pattern.compile(
            "org/drools/core/base/accumulators/(Integer|Long|Double|Big)?(Count|Sum|Average|Min|Max)AccumulateFunction");

    /** What stands in author methods: what authors may write, and what Drools makes of comparisons and numbers. */
    static final Members AUTHOR = new Members()
            .plus(Allowed.MEMBERS)
            .methods(EvaluationUtil.class, "areNullSafeEquals", "areNumbersNullSafeEquals", "equals", "notEquals")
            .methods(EvaluationUtil.class, "greaterThan", "lessThan", "greaterOrEqual", "lessOrEqual")
            .methods(EvaluationUtil.class, "greaterThanNumbers", "lessThanNumbers")
            .methods(EvaluationUtil.class, "greaterOrEqualNumbers", "lessOrEqualNumbers", "convertDateLocal")
            .methods(D.class, "eval")
            .field(InOperator.class, "INSTANCE")
            .methods(Pattern.class, "matcher")
            .methods(Matcher.class, "matches")
            .methods(String.class, "valueOf")
            .methods(Integer.class, "valueOf")
            .methods(Long.class, "valueOf")
            .methods(Double.class, "valueOf")
            .methods(Boolean.class, "valueOf");

    /** What stands in all other methods. */
    static final Members FRAME = frame();

    private Generated() {}

    private static Members frame() {
        Members members = new Members()
                .plus(AUTHOR)
                .methods(D.class, "rule", "pattern", "reactOn", "alphaIndexedBy", "betaIndexedBy", "globalOf")
                .methods(
                        D.class,
                        "declarationOf",
                        "on",
                        "and",
                        "or",
                        "not",
                        "exists",
                        "accumulate",
                        "accFunction",
                        "valueOf",
                        "execute")
                .methods(PatternDSL.PatternDef.class, "expr", "bind", "watch", "and", "or", "endAnd", "endOr")
                .methods(AccumulateFunction.class, "as")
                .methods(DomainClassMetadata.class, "getPropertyIndex")
                .methods(RuleBuilder.class, "build", "attribute")
                .constants(Index.ConstraintType.class)
                .constructors(PredicateInformation.class)
                .methods(PredicateInformation.class, "addRuleNames", "setMoreThanMaxRuleDefs")
                .methods(Arrays.class, "asList")
                .methods(Collections.class, "emptyList")
                .methods(List.class, "add")
                .constructors(ArrayList.class)
                .constructors(Object.class)
                .constructors(RuntimeException.class)
                .constructors(DateTimeFormatterBuilder.class)
                .methods(DateTimeFormatterBuilder.class, "parseCaseInsensitive", "appendPattern", "toFormatter")
                .methods(DateUtils.class, "getDateFormatMask")
                .field(Locale.class, "ENGLISH")
                .methods(String.class, "hashCode")
                .methods(Pattern.class, "compile")
                .mention(Enum.class, ViewItem.class, Exception.class)
                // What the JVM itself needs to put texts together and to make the functions of accumulate.
                .mention(StringConcatFactory.class, LambdaMetafactory.class, MethodHandles.Lookup.class)
                .mention(CallSite.class, MethodType.class, MethodHandle.class);
        for (Class<?> arity : ConsequenceBuilder.class.getDeclaredClasses()) {
            if (arity.getSimpleName().matches("_[1-9][0-9]*")) {
                members.methods(arity, "execute");
            }
        }
        for (String attribute : List.of("SALIENCE", "ENABLED", "NO_LOOP", "ACTIVATION_GROUP", "LOCK_ON_ACTIVE")) {
            members.field(Rule.Attribute.class, attribute);
        }
        for (Class<?> number : List.of(Integer.class, Long.class, Double.class, Boolean.class)) {
            members.field(number, "TYPE");
        }
        return members;
    }

    /** Whether a generated class may have a method of that name. */
    static boolean mayHave(String owner, String method) {
        if (LAMBDA.matcher(owner).matches()) {
            return AUTHORED.contains(method) || OF_LAMBDA.contains(method);
        } else if (METADATA.matcher(owner).matches()) {
            return OF_METADATA.contains(method);
        } else if (RULES.matcher(owner).matches()) {
            return OF_RULES.contains(method) || method.startsWith("rule_");
        }
        return METHODS.matcher(owner).matches() && (method.equals("<init>") || method.startsWith("rule_"));
    }

    static boolean isAuthored(String owner, String method) {
        return LAMBDA.matcher(owner).matches() && AUTHORED.contains(method);
    }
}

package io.tact.rules.drools.grammar;

import io.tact.rules.tables.Closest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What to say of words and signs that other languages have and rules have not. */
final class Words {
    private static final String NO_LOOPS = "A rule has no loops: let its conditions say for what it holds";
    private static final String NO_CHANGES = "A rule writes only verdicts, and never changes, adds or removes facts";
    private static final String NO_PROGRAMS = "A rule only says verdicts, such as verdicts.mustMention(\"…\");";
    private static final Map<String, String> BANNED = new HashMap<>();

    static {
        ban(NO_LOOPS, "while", "for", "do", "break", "continue");
        ban(NO_CHANGES, "insert", "insertLogical", "insertAsync", "update", "modify", "delete", "retract", "set");
        ban(NO_CHANGES, "=", "+=", "-=", "++", "--");
        ban(
                NO_PROGRAMS,
                "new",
                "class",
                "interface",
                "enum",
                "try",
                "catch",
                "finally",
                "throw",
                "return",
                "switch",
                "case");
        ban(NO_PROGRAMS, "synchronized", "instanceof", "super", "assert", "static", "native", "import", "yield");
        ban(NO_PROGRAMS, "->", "::", "@", "[", "]", "#", "$", "`", "\\", "~", "^", "&", "|");
        ban(NO_PROGRAMS, "drools", "kcontext", "System", "Runtime", "Thread", "Class", "java", "javax", "jdk", "sun");
        ban(
                "Rules look at the facts of one decision only",
                "from",
                "over",
                "window",
                "eval",
                "forall",
                "collect",
                "groupby");
        ban("Write a pattern of its own for each", "acc", "accumulate");
        ban(
                "There are in, not in and matches, and methods of texts, such as language.contains(\"f\")",
                "contains",
                "excludes",
                "memberOf",
                "soundslike",
                "str");
        ban("Compare times by <, <=, >= and >, or by isBefore and isAfter", "before", "after");
    }

    private Words() {}

    private static void ban(String why, String... words) {
        for (String word : words) {
            BANNED.put(word, why);
        }
    }

    /** Why a word or sign is not part of the language; empty if nothing special is to be said of it. */
    static String banned(String word) {
        return BANNED.getOrDefault(word, "");
    }

    /** What was probably meant by a name that is not known. */
    static String advice(String written, Collection<String> names) {
        String banned = banned(written);
        if (!banned.isEmpty()) {
            return banned;
        }
        return names.contains(written) ? "" : Closest.advice(written, names);
    }
}

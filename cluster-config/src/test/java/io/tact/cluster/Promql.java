package io.tact.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an expression of PromQL asks for. This is no parser of PromQL: it reads tokens, wants brackets to be paired and
 * functions to be known, and finds the metrics with the labels that are tested or kept.
 *
 * @param matched the labels tested of each metric, with the values wanted of them; several are separated by {@code |}
 * @param kept the labels that results are grouped by
 */
record Promql(Map<String, Map<String, String>> matched, Set<String> kept) {
    private static final Pattern TOKEN = Pattern.compile("\\s+|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<range>\\[(?:[0-9]+[smhdw]|\\$__rate_interval)])"
            + "|(?<number>[0-9]+(?:\\.[0-9]+)?)"
            + "|(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^<>=(){},])");
    private static final Set<String> FUNCTIONS =
            Set.of("abs", "absent", "sum", "max", "min", "avg", "count", "rate", "increase", "histogram_quantile");
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Map<String, String> PAIRS = Map.of(")", "(", "}", "{");

    /** @throws IllegalArgumentException if it cannot be PromQL; the message says where */
    static Promql read(String expression) {
        List<String> tokens = tokens(expression);
        requirePairs(tokens, expression);
        Map<String, Map<String, String>> matched = new HashMap<>();
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (!Character.isLetter(token.charAt(0)) || OPERATORS.contains(token)) {
                continue;
            }
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (GROUPINGS.contains(token)) {
                int end = tokens.subList(i, tokens.size()).indexOf(")") + i;
                tokens.subList(i + 2, end).stream().filter(t -> !t.equals(",")).forEach(kept::add);
                i = end;
            } else if (FUNCTIONS.contains(token)) {
                require(next.equals("(") || GROUPINGS.contains(next), token + " is a function", expression);
            } else {
                require(!next.equals("("), token + " is no function that is known", expression);
                int end = next.equals("{") ? tokens.subList(i, tokens.size()).indexOf("}") + i : i;
                matched.computeIfAbsent(token, name -> new HashMap<>())
                        .putAll(matchers(tokens.subList(Math.min(i + 2, end), end), expression));
                i = end;
            }
        }
        require(!matched.isEmpty(), "no metric is asked", expression);
        return new Promql(matched, kept);
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            require(
                    token.find(at) && token.start() == at,
                    "nothing begins with \"" + expression.substring(at) + "\"",
                    expression);
            if (!token.group().isBlank()) {
                tokens.add(token.group());
            }
            at = token.end();
        }
        return tokens;
    }

    private static void requirePairs(List<String> tokens, String expression) {
        Deque<String> open = new ArrayDeque<>();
        for (String token : tokens) {
            if (PAIRS.containsValue(token)) {
                open.push(token);
            } else if (PAIRS.containsKey(token)) {
                @Nullable String opened = open.poll();
                require(PAIRS.get(token).equals(opened), "a " + token + " closes nothing", expression);
            }
        }
        require(open.isEmpty(), "a " + open.peek() + " is not closed", expression);
    }

    private static Map<String, String> matchers(List<String> tokens, String expression) {
        Map<String, String> matchers = new HashMap<>();
        for (int i = 0; i < tokens.size(); i += 4) {
            require(
                    i + 2 < tokens.size()
                            && tokens.get(i + 1).matches("=|!=|=~|!~")
                            && tokens.get(i + 2).startsWith("\"")
                            && (i + 3 == tokens.size() || tokens.get(i + 3).equals(",")),
                    "{" + String.join(" ", tokens) + "} tests no labels",
                    expression);
            String text = tokens.get(i + 2);
            matchers.put(tokens.get(i), text.substring(1, text.length() - 1));
        }
        return matchers;
    }

    private static void require(boolean claim, String otherwise, String expression) {
        if (!claim) {
            throw new IllegalArgumentException(otherwise + " in " + expression);
        }
    }
}

package io.tact.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A documented {@code curl} command as the request it makes.
 *
 * @param method the HTTP method
 * @param url the address
 * @param headers by name
 * @param body what is sent; empty for nothing
 */
record Curl(String method, String url, Map<String, String> headers, String body) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** Understands {@code -s}, {@code -X}, {@code -H} and {@code -d}, quotes, and lines continued with a backslash. */
    static Curl parse(String command) {
        List<String> words = words(command.replace("\\\n", " "));
        if (!words.get(0).equals("curl")) {
            throw new IllegalArgumentException("not a curl command: " + command);
        }
        String method = "";
        String url = "";
        String body = "";
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s" -> {}
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    headers.put(header[0], header[1]);
                }
                default -> url = words.get(i);
            }
        }
        return new Curl(method.isEmpty() ? (body.isEmpty() ? "GET" : "POST") : method, url, headers, body);
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command.strip()).results().map(Curl::unquoted).forEach(words::add);
        return words;
    }

    private static String unquoted(MatchResult word) {
        for (int group = 1; group <= 3; group++) {
            if (word.group(group) != null) {
                return word.group(group);
            }
        }
        throw new IllegalStateException(word.group());
    }

    /** The path and query, without scheme, host and port. */
    String path() {
        return url.replaceFirst("^http://[^/]+", "");
    }

    /** Makes the request to a node, whatever host and port the command names. */
    Api.Answer run(Api api) {
        return api.send(method, path(), headers, body).join();
    }
}

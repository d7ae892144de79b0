package io.tact.store.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Where the database is, who asks, and how long anything may take.
 *
 * @param url its JDBC address, such as {@code jdbc:postgresql://db.example:5432/tact}; may name several hosts, of which
 *     the one that takes writes is used, and may say how to encrypt ({@code ?sslmode=verify-full}); never who asks
 * @param user the role that owns the tables
 * @param password its password; empty if the server wants none. Never printed
 * @param connections how many connections a node holds, {@value #FEWEST_CONNECTIONS} to {@value #MOST_CONNECTIONS}: one
 *     writes, one watches, the rest read
 * @param timeouts how long anything may take
 */
public record PostgresSettings(String url, String user, String password, int connections, Timeouts timeouts) {
    static final int FEWEST_CONNECTIONS = 3;
    static final int MOST_CONNECTIONS = 100;
    private static final int USUAL_CONNECTIONS = 6;
    private static final String SCHEME = "jdbc:postgresql:";

    /** What the store sets itself, and what must not be in a text that is printed. */
    private static final List<String> NOT_IN_URL =
            List.of("user", "password", "options", "autosave", "preferquerymode");

    /**
     * How long anything may take, each from 100 ms to 10 minutes. A commit that took too long has failed, with nothing
     * done, unless the database was already told to commit.
     *
     * @param connect how long to wait for a connection
     * @param lock how long to wait for another session that holds a record
     * @param statement how long a statement may run; longer than {@code lock}
     * @param queue how long a commit may wait for its turn
     */
    public record Timeouts(Duration connect, Duration lock, Duration statement, Duration queue) {
        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofMinutes(10);

        /** 2 s to connect, 1 s for locks, 5 s for a statement, 5 s in the queue. */
        public static final Timeouts USUAL = new Timeouts(
                Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5));

        public Timeouts {
            requireInRange("connect", connect);
            requireInRange("lock", lock);
            requireInRange("statement", statement);
            requireInRange("queue", queue);
            if (statement.compareTo(lock) <= 0) {
                throw new IllegalArgumentException("timeout statement (" + statement
                        + ") must be longer than timeout lock (" + lock + "). Maybe shorten the latter");
            }
        }

        private static void requireInRange(String name, Duration value) {
            if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeout " + name + " (" + value + ") must be " + SHORTEST + " to "
                        + LONGEST + ". Maybe write it as PT2S");
            }
        }
    }

    public PostgresSettings {
        String shown = withoutParameters(url);
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "url (" + shown + ") must begin with " + SCHEME + ". Maybe " + SCHEME + "//127.0.0.1:5432/tact");
        }
        if (shown.contains("@")) {
            throw new IllegalArgumentException(
                    "url must not say who asks before the host. Maybe give user and password as settings of their own");
        }
        for (String parameter : parameters(url)) {
            if (NOT_IN_URL.contains(parameter)) {
                throw new IllegalArgumentException("url (" + shown + ") must not have the parameter " + parameter
                        + ". Maybe give user and password as settings of their own; the rest is set by Tact");
            }
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("user must not be blank. Maybe name the role that owns the database");
        }
        if (connections < FEWEST_CONNECTIONS || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections (" + connections + ") must be " + FEWEST_CONNECTIONS
                    + " to " + MOST_CONNECTIONS + ". Maybe " + USUAL_CONNECTIONS);
        }
    }

    /** Settings with the usual number of connections and the usual timeouts. */
    public static PostgresSettings of(String url, String user, String password) {
        return new PostgresSettings(url, user, password, USUAL_CONNECTIONS, Timeouts.USUAL);
    }

    /** The address as it may be printed. */
    String place() {
        return withoutParameters(url).substring(SCHEME.length()).replaceFirst("^//", "");
    }

    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static List<String> parameters(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return List.of();
        }
        return List.of(url.substring(question + 1).split("&")).stream()
                .map(p -> p.replaceFirst("=.*", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public String toString() {
        return "PostgresSettings[" + place() + ", user=" + user + ", connections=" + connections + ", " + timeouts
                + "]";
    }
}

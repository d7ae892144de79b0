package io.tact.store.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the database means for us.
 *
 * @param kind what to do about it
 * @param message one line: what is wrong and what may help
 */
record SqlProblem(Kind kind, String message) {
    static final String READ_ONLY = "25006";

    enum Kind {
        /** Two transactions got into each other's way: try again at once. */
        CONTENDED,
        /** Another session holds what is wanted for too long. */
        BLOCKED,
        /** The database is there and took too long, or refused for a reason of its own. */
        REFUSED,
        /** The database cannot be used. */
        UNREACHABLE
    }

    static SqlProblem of(String place, SQLException failure) {
        SQLException cause = deepest(failure);
        String state = state(cause);
        String database = "PostgreSQL at " + place;
        return switch (state) {
            case "40001", "40P01" -> new SqlProblem(
                    Kind.CONTENDED, database + " found transactions in each other's way");
            case "55P03" -> new SqlProblem(Kind.BLOCKED, held(place));
            case "57014" -> new SqlProblem(
                    Kind.REFUSED,
                    database + " took too long. Maybe it is overloaded, or its disk is slow: see pg_stat_activity");
            case READ_ONLY -> new SqlProblem(
                    Kind.UNREACHABLE, database + " takes no writes. Maybe it is a standby: name all hosts in the url");
            case "53300" -> new SqlProblem(
                    Kind.UNREACHABLE,
                    database + " has no connection left"
                            + ". Maybe raise its max_connections, or give each node fewer connections");
            case "53100" -> new SqlProblem(Kind.REFUSED, database + " has no disk space left. Maybe give it more");
            default -> other(database, state, cause);
        };
    }

    /** Says that somebody holds what is wanted. */
    static String held(String place) {
        return "PostgreSQL at " + place + " has records that another session holds"
                + ". Maybe a node hangs, or somebody has a transaction open: see pg_stat_activity";
    }

    private static SqlProblem other(String database, String state, SQLException cause) {
        boolean gone = state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("28")
                || state.startsWith("3D")
                || state.isEmpty();
        return gone
                ? new SqlProblem(
                        Kind.UNREACHABLE,
                        database + " cannot be reached (" + line(cause)
                                + "). Maybe it is down or starting, or the url is wrong")
                : new SqlProblem(Kind.REFUSED, database + " refused (" + state + " " + line(cause) + ")");
    }

    /** A pool says that it has no connection; what it could not be had for is the cause. */
    private static SQLException deepest(SQLException failure) {
        SQLException deepest = failure;
        for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                deepest = sql;
            }
        }
        return deepest;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }

    /** The first line of what was said. */
    static String line(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}

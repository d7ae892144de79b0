package io.tact.store.postgres;

import io.tact.store.CannotOpenStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Removes what erasures left under ids and numbers from a database that no node uses: then no grid holds a version of them, and
 * versions may begin at 1 again. A node that starts meanwhile waits. Stateless; blocks for as long as reading all records takes.
 */
public final class PostgresTombstones {
    /** Looks so often, a fifth of a second apart, whether the sessions of nodes that were just stopped are gone. */
    private static final int LOOKS = 10;

    private static final String SESSIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = '" + Database.APPLICATION + "' AND pid <> pg_backend_pid()";

    /** The second octet says that it is a redirect, the last two that it leads nowhere. */
    private static final String REMOVE = "DELETE FROM tact.records WHERE get_byte(bytes, 1) = 2"
            + " AND substring(bytes FROM length(bytes) - 1) = '\\x0000'::bytea";

    private PostgresTombstones() {}

    /**
     * Removes them.
     *
     * @return how many there were
     * @throws CannotOpenStoreException if a node is connected, or the database cannot be used: then nothing was removed
     */
    public static long remove(PostgresSettings settings) {
        PGSimpleDataSource source = Database.dataSource(settings);
        source.setSocketTimeout(0);
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            for (int i = 1; sessions(sql) > 0; i++) {
                if (i == LOOKS) {
                    throw inUse(settings, sessions(sql));
                }
                sql.execute("SELECT pg_sleep(0.2)");
            }
            connection.setAutoCommit(false);
            sql.execute("SET LOCAL statement_timeout = 0");
            sql.execute("LOCK TABLE tact.records IN ACCESS EXCLUSIVE MODE");
            long since = sessions(sql);
            if (since > 0) {
                throw inUse(settings, since);
            }
            long removed = sql.executeLargeUpdate(REMOVE);
            connection.commit();
            return removed;
        } catch (SQLException e) {
            throw new CannotOpenStoreException(
                    SqlProblem.of(settings.place(), e).message(), e);
        }
    }

    private static long sessions(Statement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery(SESSIONS)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static CannotOpenStoreException inUse(PostgresSettings settings, long sessions) {
        return new CannotOpenStoreException(
                "PostgreSQL at " + settings.place() + " is in use by nodes (" + sessions
                        + " connections). Maybe stop every node first: what they hold in memory must not outlive what is removed",
                new IllegalStateException("in use"));
    }
}

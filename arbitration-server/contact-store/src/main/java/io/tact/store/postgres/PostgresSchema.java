package io.tact.store.postgres;

import io.tact.store.CannotOpenStoreException;
import io.tact.store.StoreAwayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The tables in the schema {@code tact}, made and brought up to date by numbered SQL files. However many nodes start at
 * once, one does it and the others wait. A file whose description begins with "compatible", as that of {@code
 * V9__compatible_index.sql}, changes nothing that older nodes rest on: they start on its tables too. Blocks.
 */
final class PostgresSchema {
    private static final String SCHEMA = "tact";
    private static final String FILES = "classpath:io/tact/store/postgres/migration";

    /** Held by the node that brings the tables up to date; two numbers, "tact" and one of ours. */
    private static final String LOCK = "1952539508, 2";

    private static final String COMPATIBLE = "compatible ";

    /** A node waits this long for another to bring the tables up to date. */
    private static final int WAIT_SECONDS = 600;

    /** The first connection may take longer than later ones: there is nobody yet whom it holds up. */
    private static final int CONNECT_SECONDS = 10;

    private PostgresSchema() {}

    /**
     * Connects, and makes the tables those that this version of Tact knows.
     *
     * @throws StoreAwayException if the database cannot be reached now
     * @throws CannotOpenStoreException if that cannot be done; nothing was changed then
     */
    static void prepare(PostgresSettings settings) {
        PGSimpleDataSource source = Database.dataSource(settings);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(WAIT_SECONDS);
        source.setOptions("-c synchronous_commit=on -c statement_timeout=" + WAIT_SECONDS + "s -c lock_timeout=0");
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            migrate(settings, source);
        } catch (SQLException | FlywayException e) {
            throw refusal(settings, e);
        }
    }

    private static void migrate(PostgresSettings settings, PGSimpleDataSource source) {
        Flyway flyway = Flyway.configure(PostgresSchema.class.getClassLoader())
                .dataSource(source)
                .locations(FILES)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .table("schema_history")
                .load();
        for (MigrationInfo applied : flyway.info().applied()) {
            MigrationState state = applied.getState();
            boolean compatible = state == MigrationState.FUTURE_SUCCESS
                    && applied.getDescription().startsWith(COMPATIBLE);
            if (!compatible && (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED)) {
                throw new CannotOpenStoreException(
                        "PostgreSQL at " + settings.place() + " has tables of version " + applied.getVersion()
                                + ", which this version of Tact does not know. Maybe start the newer one that made them",
                        new IllegalStateException(state.getDisplayName()));
            }
        }
        flyway.migrate();
    }

    private static CannotOpenStoreException refusal(PostgresSettings settings, Exception e) {
        String database = "PostgreSQL at " + settings.place();
        SQLException cause = sqlCause(e);
        if (cause == null) {
            return new CannotOpenStoreException(
                    database + " does not have the tables of Tact as Tact made them (" + SqlProblem.line(e)
                            + "). Maybe restore them from a backup, or name an empty database",
                    e);
        }
        String user = settings.user();
        return switch (String.valueOf(cause.getSQLState())) {
            case "28P01", "28000" -> new CannotOpenStoreException(
                    database + " does not let " + user + " in (" + SqlProblem.line(cause)
                            + "). Maybe the password is wrong, or pg_hba.conf does not list this node",
                    e);
            case "3D000" -> new CannotOpenStoreException(
                    database + " does not exist. Maybe create it: CREATE DATABASE … OWNER " + user, e);
            case "42501" -> new CannotOpenStoreException(
                    database + " does not let " + user + " make tables (" + SqlProblem.line(cause)
                            + "). Maybe GRANT CREATE ON DATABASE … TO " + user,
                    e);
            default -> other(SqlProblem.of(settings.place(), cause), e);
        };
    }

    private static CannotOpenStoreException other(SqlProblem problem, Exception e) {
        return problem.kind() == SqlProblem.Kind.UNREACHABLE
                ? new StoreAwayException(problem.message(), e)
                : new CannotOpenStoreException(problem.message(), e);
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null) {
                return sql;
            }
        }
        return null;
    }
}

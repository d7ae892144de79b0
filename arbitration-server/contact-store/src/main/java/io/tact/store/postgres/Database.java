package io.tact.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tact.port.CouldNotDecideException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connections to the database, and what is known of whether it can be used. Blocks; called by the store's own threads.
 *
 * <p>Once no connection could be had and none is left, everything asked of it fails at once, until {@link #ask} gets an
 * answer. A connection that breaks is replaced, and fails only what was asked over it.
 */
final class Database implements AutoCloseable {

    /** Something done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Transactions got into each other's way. Nothing was done; the same may work now. */
    static final class ContendedException extends CouldNotDecideException {
        private static final long serialVersionUID = 1L;

        ContendedException(String message) {
            super(message);
        }

        ContendedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Another session held what was wanted for too long. Nothing was done. */
    static final class BlockedException extends CouldNotDecideException {
        private static final long serialVersionUID = 1L;

        BlockedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It was told to commit and did not say whether it did. */
    static final class UnknownOutcomeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownOutcomeException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * What is wrong, as far as is known.
     *
     * @param message in one line
     * @param away whether the database cannot be asked anything
     */
    private record Trouble(String message, boolean away) {}

    private final String place;
    private final HikariDataSource pool;
    private volatile @Nullable Trouble trouble;

    Database(PostgresSettings settings) {
        place = settings.place();
        HikariConfig config = new HikariConfig();
        config.setPoolName("tact-postgres");
        config.setDataSource(dataSource(settings));
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(Math.max(250, settings.timeouts().connect().toMillis()));
        config.setValidationTimeout(Math.max(250, settings.timeouts().connect().toMillis()));
        // What is read after a lock was waited for must be as it is then: no snapshot of before, whatever the database
        // defaults to.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /**
     * Connections as the store wants them. What is committed is on the disk, and on that of a synchronous standby if the
     * server has one; a session that hangs does not hold its locks for longer than a statement may run.
     */
    static PGSimpleDataSource dataSource(PostgresSettings settings) {
        PostgresSettings.Timeouts timeouts = settings.timeouts();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setTargetServerType("primary");
        source.setUrl(settings.url());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("tact");
        source.setConnectTimeout(seconds(timeouts.connect()));
        source.setLoginTimeout(seconds(timeouts.connect()));
        // Longer than a statement may run, so that the server is the one to say that it took too long.
        source.setSocketTimeout(seconds(timeouts.statement()) + 2);
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(false);
        source.setOptions("-c synchronous_commit=on"
                + " -c lock_timeout=" + timeouts.lock().toMillis()
                + " -c statement_timeout=" + timeouts.statement().toMillis()
                + " -c idle_in_transaction_session_timeout="
                + timeouts.statement().toMillis());
        return source;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.plusMillis(999).toSeconds());
    }

    /** The address as it may be printed. */
    String place() {
        return place;
    }

    /** Why nothing can be asked now; empty if all is well, as far as is known. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(Trouble::message);
    }

    /** @throws CouldNotDecideException if it is known that the database cannot be used */
    void requireReachable() {
        Trouble now = trouble;
        if (now != null && now.away()) {
            throw new CouldNotDecideException(now.message());
        }
    }

    /** Reads. */
    <T> T read(Work<T> work) {
        requireReachable();
        try (Connection connection = connection()) {
            return with(connection, work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Reads even if it is thought to be unreachable. If that works, all is well again. */
    <T> T ask(Work<T> work) {
        try (Connection connection = connection()) {
            T result = with(connection, work);
            trouble = null;
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            SqlProblem problem = SqlProblem.of(place, e);
            trouble = new Trouble(problem.message(), pool.getHikariPoolMXBean().getTotalConnections() == 0);
            throw new CouldNotDecideException(problem.message(), e);
        }
    }

    /**
     * Does all of it or nothing, durably.
     *
     * @throws CouldNotDecideException if nothing was done
     * @throws UnknownOutcomeException if it is not known whether it was done
     */
    <T> T transact(Work<T> work) {
        requireReachable();
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            T result = with(connection, work);
            commit(connection);
            trouble = null;
            return result;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private <T> T with(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.with(connection);
        } catch (SQLException | RuntimeException e) {
            discardUnlessHealthy(connection, e);
            throw e;
        }
    }

    private void discardUnlessHealthy(Connection connection, Exception e) {
        boolean healthy =
                !(e instanceof SQLException sql) || SqlProblem.of(place, sql).kind() != SqlProblem.Kind.UNREACHABLE;
        if (e instanceof SQLException sql && SqlProblem.READ_ONLY.equals(sql.getSQLState())) {
            // The server has become a standby: the other connections lead there as well.
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        try {
            if (healthy && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException again) {
            healthy = false;
        }
        if (!healthy) {
            pool.evictConnection(connection);
        }
    }

    private void commit(Connection connection) {
        try {
            connection.clearWarnings();
            connection.commit();
        } catch (SQLException e) {
            pool.evictConnection(connection);
            throw unknown(e);
        }
        try {
            SQLException warning = connection.getWarnings();
            if (warning != null) {
                // It is on this server's disk, but nobody waited for the standby that was to have it too.
                throw unknown(warning);
            }
        } catch (SQLException e) {
            throw unknown(e);
        }
    }

    private UnknownOutcomeException unknown(SQLException e) {
        trouble = new Trouble(SqlProblem.of(place, e).message(), false);
        return new UnknownOutcomeException(
                "it is not known whether PostgreSQL at " + place + " committed: " + SqlProblem.line(e), e);
    }

    private CouldNotDecideException failed(SQLException e) {
        SqlProblem problem = SqlProblem.of(place, e);
        if (problem.kind() == SqlProblem.Kind.CONTENDED) {
            return new ContendedException(problem.message(), e);
        }
        trouble = new Trouble(problem.message(), false);
        return problem.kind() == SqlProblem.Kind.BLOCKED
                ? new BlockedException(problem.message(), e)
                : new CouldNotDecideException(problem.message(), e);
    }

    @Override
    public void close() {
        pool.close();
    }
}

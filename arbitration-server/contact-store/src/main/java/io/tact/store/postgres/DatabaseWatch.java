package io.tact.store.postgres;

import io.tact.port.CouldNotDecideException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for its time, each second while all is well and ever less often, down to every two seconds, while it
 * is not. So a database that came back is used again, and how far its clock is from ours is known. One thread.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final long USUAL_MS = 1_000;
    private static final long SHORTEST_MS = 100;
    private static final long LONGEST_MS = 2_000;

    private final Database database;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private volatile @Nullable ClockOffset offset;
    private long pause = USUAL_MS;
    private boolean failing;

    DatabaseWatch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "store-watch");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.execute(this::look);
    }

    /** As last measured; empty while it could not be. */
    Optional<ClockOffset> clockOffset() {
        return Optional.ofNullable(offset);
    }

    private void look() {
        try {
            offset = database.ask(this::measure);
            if (failing) {
                LOG.info("the database is there again");
            }
            failing = false;
            pause = USUAL_MS;
        } catch (CouldNotDecideException e) {
            if (!failing) {
                LOG.warn("{}", e.getMessage());
            }
            pause = failing ? Math.min(LONGEST_MS, pause * 2) : SHORTEST_MS;
            failing = true;
            offset = null;
        } finally {
            if (!thread.isShutdown()) {
                thread.schedule(this::look, pause, TimeUnit.MILLISECONDS);
            }
        }
    }

    private ClockOffset measure(Connection connection) throws SQLException {
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT clock_timestamp(), current_setting('transaction_read_only')")) {
            // In this order, so that a pause between the two adds to the uncertainty and not to the difference.
            long start = System.nanoTime();
            Instant before = clock.instant();
            try (ResultSet rows = sql.executeQuery()) {
                Duration half = Duration.ofNanos(System.nanoTime() - start).dividedBy(2);
                rows.next();
                if (rows.getString(2).equals("on")) {
                    throw new SQLException("transactions are read-only", SqlProblem.READ_ONLY);
                }
                Instant theirs = rows.getObject(1, OffsetDateTime.class).toInstant();
                return new ClockOffset(Duration.between(before.plus(half), theirs), half);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the watch of the database did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

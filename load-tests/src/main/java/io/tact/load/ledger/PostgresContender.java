package io.tact.load.ledger;

import io.tact.load.SampleAccount;
import io.tact.model.Contact;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * PostgreSQL as a service would use it: one transaction for each request locks the subscriber's row, counts the contacts of
 * the last 1, 7 and 30 days, inserts one more and commits, synchronously. As many at once as the pool has connections; more
 * would wait for one.
 */
final class PostgresContender implements Contender {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final String url;
    private final int pool;
    private final int subscribers;
    private final InstantSource clock;

    private PostgresContender(String url, int pool, int subscribers, InstantSource clock) {
        this.url = url;
        this.pool = pool;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /**
     * Makes tables of its own and fills them with the contacts of the {@link SampleAccount}.
     *
     * @param url of an empty database, with who asks
     */
    static PostgresContender load(String url, int pool, int subscribers, InstantSource clock) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            requireDurable(sql);
            sql.execute("CREATE TABLE subscribers%d(id integer PRIMARY KEY)".formatted(pool));
            sql.execute("CREATE TABLE contacts%d(subscriber integer NOT NULL, at bigint NOT NULL)".formatted(pool));
            sql.execute("INSERT INTO subscribers%d SELECT generate_series(0, %d)".formatted(pool, subscribers - 1));
            for (Contact past : SampleAccount.history("S").contacts()) {
                sql.execute("INSERT INTO contacts%d SELECT id, %d FROM subscribers%d"
                        .formatted(pool, past.at().toEpochMilli(), pool));
            }
            sql.execute("CREATE INDEX ON contacts%d(subscriber, at)".formatted(pool));
            sql.execute("VACUUM ANALYZE");
            sql.execute("CHECKPOINT");
        }
        return new PostgresContender(url, pool, subscribers, clock);
    }

    private static void requireDurable(Statement sql) throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit")) {
            try (ResultSet rows = sql.executeQuery("SHOW " + setting)) {
                rows.next();
                if (!rows.getString(1).equals("on")) {
                    throw new IllegalStateException(
                            setting + " is " + rows.getString(1) + ". Maybe start PostgreSQL with load-tests/peers");
                }
            }
        }
    }

    @Override
    public String name() {
        return "postgresql, pool of " + pool;
    }

    @Override
    public List<Lane> lanes(int inFlight) throws SQLException {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(pool, inFlight); i++) {
            lanes.add(new Session(DriverManager.getConnection(url + "&prepareThreshold=1")));
        }
        return lanes;
    }

    private final class Session implements Lane {
        private final Connection connection;
        private final PreparedStatement lock;
        private final PreparedStatement count;
        private final PreparedStatement insert;

        Session(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            lock = connection.prepareStatement("SELECT id FROM subscribers%d WHERE id = ? FOR UPDATE".formatted(pool));
            count = connection.prepareStatement("SELECT count(*) FILTER (WHERE at > ?), count(*) FILTER (WHERE at > ?),"
                    + " count(*) FROM contacts%d WHERE subscriber = ? AND at > ?".formatted(pool));
            insert = connection.prepareStatement("INSERT INTO contacts%d VALUES (?, ?)".formatted(pool));
        }

        @Override
        public void step(Tally tally) throws SQLException {
            long asked = System.nanoTime();
            int subscriber = ThreadLocalRandom.current().nextInt(subscribers);
            long now = clock.millis();
            lock.setInt(1, subscriber);
            lock.executeQuery().close();
            boolean hasRoom = hasRoom(subscriber, now);
            if (hasRoom) {
                insert.setInt(1, subscriber);
                insert.setLong(2, now);
                insert.executeUpdate();
            }
            connection.commit();
            tally.answered(hasRoom, asked);
        }

        private boolean hasRoom(int subscriber, long now) throws SQLException {
            count.setLong(1, now - DAY);
            count.setLong(2, now - 7 * DAY);
            count.setInt(3, subscriber);
            count.setLong(4, now - 30 * DAY);
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1) < 90 && rows.getLong(2) < 300 && rows.getLong(3) < 600;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

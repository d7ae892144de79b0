package io.tact.store.postgres;

import io.tact.port.Feeds.Append;
import io.tact.port.Feeds.Entry;
import io.tact.port.Feeds.Feed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code tact.feeds} and {@code tact.feed_entries}. */
final class FeedEntries {
    private static final String APPEND = "WITH place AS (UPDATE tact.feeds SET last = last + %2$d WHERE feed = %1$d"
            + " RETURNING last - %2$d AS start)"
            + " INSERT INTO tact.feed_entries (feed, position, at, body)"
            + " SELECT %1$d, place.start + a.nr, a.at, a.body"
            + " FROM place, unnest(?::bigint[], ?::bytea[]) WITH ORDINALITY AS a(at, body, nr);";

    private static final String PRUNE = "DELETE FROM tact.feed_entries WHERE feed = ? AND position IN ("
            + "SELECT position FROM (SELECT position, bool_and(at < ?) OVER (ORDER BY position) AS old"
            + " FROM (SELECT position, at FROM tact.feed_entries WHERE feed = ? ORDER BY position LIMIT ?) AS first)"
            + " AS aged WHERE old)";

    private FeedEntries() {}

    private static int number(Feed feed) {
        return switch (feed) {
            case EVENTS -> 1;
            case AUDIT -> 2;
        };
    }

    /** Appends to one feed. The caller takes feeds in their order, so that no two nodes wait for each other. */
    static String append(Parameters out, Feed feed, List<Append> entries) throws SQLException {
        out.numbers(entries, entry -> entry.at().toEpochMilli());
        out.octets(entries, Append::body);
        return APPEND.formatted(number(feed), entries.size());
    }

    static List<Entry> read(Connection connection, Feed feed, long after, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("SELECT position, at, body FROM tact.feed_entries"
                + " WHERE feed = ? AND position > ? ORDER BY position LIMIT ?")) {
            sql.setInt(1, number(feed));
            sql.setLong(2, after);
            sql.setInt(3, most);
            try (ResultSet rows = sql.executeQuery()) {
                List<Entry> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), Instant.ofEpochMilli(rows.getLong(2)), rows.getBytes(3)));
                }
                return entries;
            }
        }
    }

    static int prune(Connection connection, Feed feed, Instant before, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(PRUNE)) {
            sql.setInt(1, number(feed));
            sql.setLong(2, before.toEpochMilli());
            sql.setInt(3, number(feed));
            sql.setInt(4, most);
            return sql.executeUpdate();
        }
    }
}

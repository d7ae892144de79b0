package io.tact.store.postgres;

import io.tact.port.Reminder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rows of {@code tact.reminders}. */
final class Reminders {
    private static final String KEYS = "unnest(?::bigint[], ?::bigint[], ?::bytea[]) AS k(due, kind, id)";

    /** Holds those of an array that are there, in an order that is the same on every node. */
    static final String HOLD = "SELECT r.due, r.kind, r.id FROM tact.reminders AS r JOIN " + KEYS
            + " ON r.due = k.due AND r.kind = k.kind AND r.id = k.id ORDER BY r.due, r.kind, r.id FOR UPDATE OF r;";

    static final String DELETE = "DELETE FROM tact.reminders AS r USING " + KEYS
            + " WHERE r.due = k.due AND r.kind = k.kind AND r.id = k.id;";

    /** Sets reminders; one that is there stays. */
    static final String INSERT = "INSERT INTO tact.reminders (due, kind, id, subscriber)"
            + " SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[]) ON CONFLICT DO NOTHING;";

    /** An order that is the same on every node. */
    static final Comparator<Reminder.Key> ORDER = Comparator.comparing(Reminder.Key::due)
            .thenComparing(Reminder.Key::kind)
            .thenComparing(Reminder.Key::id);

    private Reminders() {}

    static void keys(Parameters out, Collection<Reminder.Key> keys) throws SQLException {
        out.numbers(keys, key -> key.due().toEpochMilli());
        out.numbers(keys, key -> number(key.kind()));
        out.octets(keys, key -> Octets.of(key.id()));
    }

    static Reminder.Key key(ResultSet rows) throws SQLException {
        return new Reminder.Key(
                Instant.ofEpochMilli(rows.getLong(1)), kind(rows.getInt(2)), Octets.text(rows.getBytes(3)));
    }

    private static int number(Reminder.Kind kind) {
        return switch (kind) {
            case EXPIRY -> 1;
            case ERASURE -> 2;
            case REDACTION -> 3;
        };
    }

    private static Reminder.Kind kind(int number) {
        return switch (number) {
            case 1 -> Reminder.Kind.EXPIRY;
            case 2 -> Reminder.Kind.ERASURE;
            case 3 -> Reminder.Kind.REDACTION;
            default -> throw new IllegalArgumentException(
                    "kind of reminder " + number + " is not known. Maybe a newer version of Tact wrote it");
        };
    }

    static List<Reminder> due(Connection connection, Instant now, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("SELECT due, kind, id, subscriber FROM tact.reminders"
                + " WHERE due <= ? ORDER BY due, kind, id LIMIT ?")) {
            sql.setLong(1, now.toEpochMilli());
            sql.setInt(2, most);
            try (ResultSet rows = sql.executeQuery()) {
                List<Reminder> due = new ArrayList<>();
                while (rows.next()) {
                    Reminder.Key key = key(rows);
                    due.add(new Reminder(key.due(), key.kind(), key.id(), Octets.text(rows.getBytes(4))));
                }
                return due;
            }
        }
    }
}

package io.tact.store.postgres;

import io.tact.policy.BudgetPeriod;
import io.tact.port.BudgetStore.Size;
import io.tact.port.BudgetStore.Use;
import io.tact.port.BudgetStore.Wanted;
import io.tact.port.Draw;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of {@code tact.budgets}, {@code tact.budget_leases} and {@code tact.budget_draws}. Whoever locks rows of several
 * of them locks leases first and then budgets.
 */
final class BudgetRows {
    /** Holds open leases of an array, in an order that is the same on every node. */
    static final String HOLD =
            "SELECT id, units - used FROM tact.budget_leases WHERE id = ANY(?) ORDER BY id FOR UPDATE;";

    /** Draws on leases that are held and have as much. */
    static final String DRAW = "UPDATE tact.budget_leases AS l SET used = l.used + w.units"
            + " FROM unnest(?::bytea[], ?::bigint[]) AS w(id, units) WHERE l.id = w.id;"
            + "INSERT INTO tact.budget_draws (reservation, budget, period, lease)"
            + " SELECT w.reservation, l.budget, l.period, l.id"
            + " FROM unnest(?::bytea[], ?::bytea[]) AS w(reservation, lease)"
            + " JOIN tact.budget_leases AS l ON l.id = w.lease ON CONFLICT DO NOTHING;";

    /** Gives back what reservations drew; each once, however often it is said. */
    static final String RELEASE = "WITH gone AS (DELETE FROM tact.budget_draws WHERE reservation = ANY(?)"
            + " RETURNING budget, period), sums AS (SELECT budget, period, count(*) AS units FROM gone"
            + " GROUP BY budget, period), held AS (SELECT b.budget, b.period, s.units FROM tact.budgets AS b"
            + " JOIN sums AS s ON b.budget = s.budget AND b.period = s.period"
            + " ORDER BY b.budget, b.period FOR UPDATE OF b)"
            + " UPDATE tact.budgets AS b SET granted = b.granted - h.units FROM held AS h"
            + " WHERE b.budget = h.budget AND b.period = h.period;";

    private static final String CLOSED = " RETURNING l.budget, l.period, l.units - l.used AS unspent),"
            + " sums AS (SELECT budget, period, sum(unspent)::bigint AS units, count(*) AS leases FROM gone"
            + " GROUP BY budget, period), held AS (SELECT b.budget, b.period, s.units FROM tact.budgets AS b"
            + " JOIN sums AS s ON b.budget = s.budget AND b.period = s.period"
            + " ORDER BY b.budget, b.period FOR UPDATE OF b),"
            + " freed AS (UPDATE tact.budgets AS b SET granted = b.granted - h.units FROM held AS h"
            + " WHERE b.budget = h.budget AND b.period = h.period)"
            + " SELECT coalesce(sum(leases), 0) FROM sums";

    private static final String CLOSE = "WITH old AS (SELECT id FROM tact.budget_leases WHERE id = ANY(?)"
            + " ORDER BY id FOR UPDATE), gone AS (DELETE FROM tact.budget_leases AS l USING old WHERE l.id = old.id"
            + CLOSED;

    private static final String RECLAIM = "WITH old AS (SELECT id FROM tact.budget_leases WHERE renewal < ?"
            + " ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED),"
            + " gone AS (DELETE FROM tact.budget_leases AS l USING old WHERE l.id = old.id" + CLOSED;

    private BudgetRows() {}

    /** Leases units: the lease is locked first, then its budget. */
    static long lease(Connection connection, Wanted wanted, Size size) throws SQLException {
        byte[] budget = Octets.of(wanted.period().budget());
        byte[] period = Octets.of(wanted.period().name());
        Instant ends = wanted.period().ends();
        try (PreparedStatement sql =
                connection.prepareStatement("SELECT 1 FROM tact.budget_leases WHERE id = ? FOR UPDATE;"
                        + "INSERT INTO tact.budgets (budget, period, ends, granted) VALUES (?, ?, ?, 0)"
                        + " ON CONFLICT DO NOTHING;")) {
            sql.setBytes(1, Octets.of(wanted.lease()));
            sql.setBytes(2, budget);
            sql.setBytes(3, period);
            if (ends == null) {
                sql.setNull(4, Types.BIGINT);
            } else {
                sql.setLong(4, ends.toEpochMilli());
            }
            sql.execute();
        }
        long units = size.units(granted(connection, budget, period));
        if (units > 0) {
            take(connection, wanted, units);
        }
        return units;
    }

    private static long granted(Connection connection, byte[] budget, byte[] period) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "SELECT granted FROM tact.budgets WHERE budget = ? AND period = ? FOR UPDATE")) {
            sql.setBytes(1, budget);
            sql.setBytes(2, period);
            try (ResultSet rows = sql.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("the period was forgotten while it was leased");
                }
                return rows.getLong(1);
            }
        }
    }

    private static void take(Connection connection, Wanted wanted, long units) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "UPDATE tact.budgets SET granted = granted + ? WHERE budget = ? AND period = ?;"
                        + "INSERT INTO tact.budget_leases AS l (id, budget, period, owner, units, used, renewal)"
                        + " VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO UPDATE"
                        + " SET units = l.units + excluded.units, renewal = excluded.renewal")) {
            byte[] budget = Octets.of(wanted.period().budget());
            byte[] period = Octets.of(wanted.period().name());
            sql.setLong(1, units);
            sql.setBytes(2, budget);
            sql.setBytes(3, period);
            sql.setBytes(4, Octets.of(wanted.lease()));
            sql.setBytes(5, budget);
            sql.setBytes(6, period);
            sql.setBytes(7, Octets.of(wanted.owner()));
            sql.setLong(8, units);
            sql.setLong(9, wanted.until().toEpochMilli());
            sql.execute();
        }
    }

    static Set<String> renew(Connection connection, Collection<String> leases, Instant until) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "UPDATE tact.budget_leases SET renewal = ? WHERE id = ANY(?) RETURNING id")) {
            sql.setLong(1, until.toEpochMilli());
            sql.setArray(2, octets(connection, leases));
            try (ResultSet rows = sql.executeQuery()) {
                Set<String> open = new HashSet<>();
                while (rows.next()) {
                    open.add(Octets.text(rows.getBytes(1)));
                }
                return open;
            }
        }
    }

    static int close(Connection connection, Collection<String> leases) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(CLOSE)) {
            sql.setArray(1, octets(connection, leases));
            return number(sql);
        }
    }

    static int reclaim(Connection connection, Instant before, int most) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(RECLAIM)) {
            sql.setLong(1, before.toEpochMilli());
            sql.setInt(2, most);
            return number(sql);
        }
    }

    private static int number(PreparedStatement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Who drew goes first; a period goes once nobody is left who drew on it. */
    static int prune(Connection connection, Instant before, int most) throws SQLException {
        int draws;
        try (PreparedStatement sql = connection.prepareStatement(
                "DELETE FROM tact.budget_draws WHERE ctid = ANY(ARRAY(SELECT d.ctid FROM tact.budget_draws AS d"
                        + " JOIN tact.budgets AS b ON b.budget = d.budget AND b.period = d.period"
                        + " WHERE b.ends < ? LIMIT ? FOR UPDATE OF d SKIP LOCKED))")) {
            sql.setLong(1, before.toEpochMilli());
            sql.setInt(2, most);
            draws = sql.executeUpdate();
        }
        if (draws >= most) {
            return draws;
        }
        try (PreparedStatement sql = connection.prepareStatement("DELETE FROM tact.budgets AS b WHERE b.ends < ?"
                + " AND NOT EXISTS (SELECT FROM tact.budget_draws AS d"
                + " WHERE d.budget = b.budget AND d.period = b.period)"
                + " AND NOT EXISTS (SELECT FROM tact.budget_leases AS l"
                + " WHERE l.budget = b.budget AND l.period = b.period)")) {
            sql.setLong(1, before.toEpochMilli());
            return draws + Math.min(most - draws - 1, sql.executeUpdate());
        }
    }

    static List<Use> uses(Connection connection, Collection<BudgetPeriod> periods) throws SQLException {
        List<BudgetPeriod> asked = List.copyOf(periods);
        try (PreparedStatement sql = connection.prepareStatement("SELECT w.place, b.granted, coalesce(("
                + "SELECT sum(l.units - l.used) FROM tact.budget_leases AS l"
                + " WHERE l.budget = b.budget AND l.period = b.period), 0)::bigint"
                + " FROM unnest(?::bigint[], ?::bytea[], ?::bytea[]) AS w(place, budget, period)"
                + " JOIN tact.budgets AS b ON b.budget = w.budget AND b.period = w.period")) {
            Parameters out = new Parameters(connection);
            out.numbers(asked, asked::indexOf);
            out.texts(asked, BudgetPeriod::budget);
            out.texts(asked, BudgetPeriod::name);
            out.bind(sql);
            try (ResultSet rows = sql.executeQuery()) {
                List<Use> uses = new ArrayList<>();
                while (rows.next()) {
                    uses.add(new Use(asked.get(rows.getInt(1)), rows.getLong(2), rows.getLong(3)));
                }
                return uses;
            }
        }
    }

    /** The parameters of {@link #DRAW}. */
    static void draws(Parameters out, Map<String, Long> units, Collection<Draw> draws) throws SQLException {
        out.texts(units.keySet(), id -> id);
        out.numbers(units.values(), number -> number);
        out.texts(draws, Draw::reservation);
        out.texts(draws, Draw::lease);
    }

    private static java.sql.Array octets(Connection connection, Collection<String> texts) throws SQLException {
        return Octets.array(connection, texts.stream().map(Octets::of).toList());
    }
}

package io.tact.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** One array per column of many rows, in the order of a statement's question marks. */
final class Parameters {
    private final Connection connection;
    private final List<Array> arrays = new ArrayList<>();

    Parameters(Connection connection) {
        this.connection = connection;
    }

    <T> void octets(Collection<T> rows, Function<T, byte[]> column) throws SQLException {
        arrays.add(Octets.array(connection, rows.stream().map(column).toList()));
    }

    <T> void texts(Collection<T> rows, Function<T, String> column) throws SQLException {
        octets(rows, row -> Octets.of(column.apply(row)));
    }

    <T> void numbers(Collection<T> rows, ToLongFunction<T> column) throws SQLException {
        arrays.add(connection.createArrayOf(
                "bigint", rows.stream().map(column::applyAsLong).toArray(Long[]::new)));
    }

    void bind(PreparedStatement sql) throws SQLException {
        for (int i = 0; i < arrays.size(); i++) {
            sql.setArray(i + 1, arrays.get(i));
        }
    }
}

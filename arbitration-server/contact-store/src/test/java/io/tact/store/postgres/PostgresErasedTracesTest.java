package io.tact.store.postgres;

import io.tact.port.DurableStore;
import io.tact.store.ErasedTraces;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class PostgresErasedTracesTest extends ErasedTraces {
    private final Map<Path, String> urls = new HashMap<>();

    @Override
    protected long removeTombstones(Path of) {
        return PostgresTombstones.remove(SharedServer.settings(url(of)));
    }

    @Override
    protected String refusedAddresses() {
        return "refused_addresses";
    }

    @Override
    protected DurableStore open(Path of) {
        return SharedServer.open(url(of));
    }

    private String url(Path of) {
        return urls.computeIfAbsent(of, folder -> SharedServer.SERVER.newDatabase());
    }

    @Override
    protected Map<String, List<byte[]>> everything(Path of) throws SQLException {
        Map<String, List<byte[]>> all = new TreeMap<>();
        try (Connection connection = PostgresServer.connect(url(of))) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = connection.getMetaData().getTables(null, "tact", "%", new String[] {"TABLE"})) {
                while (found.next()) {
                    tables.add(found.getString("TABLE_NAME"));
                }
            }
            for (String table : tables) {
                all.put(table, rows(connection, table));
            }
        }
        return all;
    }

    private static List<byte[]> rows(Connection connection, String table) throws SQLException {
        List<byte[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM tact." + table)) {
            while (found.next()) {
                ByteArrayOutputStream row = new ByteArrayOutputStream();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.writeBytes(octets(found.getObject(column)));
                }
                rows.add(row.toByteArray());
            }
        }
        return rows;
    }

    private static byte[] octets(Object value) {
        if (value instanceof byte[] octets) {
            return octets;
        }
        return value instanceof Long number
                ? ByteBuffer.allocate(Long.BYTES).putLong(number).array()
                : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }
}

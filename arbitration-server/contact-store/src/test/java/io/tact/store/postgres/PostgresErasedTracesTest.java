package io.tact.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tact.port.DurableStore;
import io.tact.store.ErasedTraces;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Test;

class PostgresErasedTracesTest extends ErasedTraces {
    private final Map<Path, String> urls = new HashMap<>();

    @Test
    void theStatementOfTheDocumentationRemovesTombstonesAndNothingElse() throws Exception {
        live("home");

        String document = Files.readString(Path.of("../server/docs/adr/0019-tombstones-keep-their-key.md"));
        String statement = document.replaceAll("(?s).*```sql\n(.*?)```.*", "$1");
        int before = traces(OTHER).getOrDefault("records", 0);
        urls.values().forEach(url -> PostgresServer.execute(url, statement));

        assertThat(traces(ERASED)).isEmpty();
        assertThat(traces(LINE)).isEmpty();
        assertThat(traces(OTHER)).containsEntry("records", before);
        assertThat(enrolAgain()).isEqualTo(1);
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

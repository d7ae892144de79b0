package io.tact.server.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the truth is kept. */
public sealed interface StoreSettings {

    /**
     * In a folder of this process alone.
     *
     * @param folder made if it is not there
     */
    @Alternative("embedded")
    record Embedded(
            @Setting(
                            meaning = "The folder of the store; made if it is not there. One process at a time",
                            example = "/var/lib/tact")
                    Path folder)
            implements StoreSettings {}

    /**
     * In a PostgreSQL that every node of the cluster uses.
     *
     * @param url begins with {@code jdbc:postgresql:}
     * @param user who connects
     * @param password null if the server asks for none
     * @param poolSize the most connections of this node, 3 to 64: one writes, one watches, the others read
     * @param patience for how long a node that starts waits for a database that cannot be reached, 0 to 60 minutes
     */
    @Alternative("postgresql")
    record PostgreSql(
            @Setting(meaning = "The JDBC URL of the database", example = "jdbc:postgresql://127.0.0.1:5432/tact")
                    String url,
            @Setting(meaning = "Who connects", fallback = "tact", example = "tact") String user,
            @Setting(
                            key = "passwordFile",
                            meaning = "The file that holds the password; the variable holds the password itself",
                            otherwise = "no password",
                            example = "/run/secrets/tact-db",
                            environment = "TACT_STORE_PASSWORD")
                    @Nullable Secret password,
            @Setting(
                            meaning = "The most connections of this node",
                            fallback = "6",
                            min = "3",
                            max = "64",
                            example = "6")
                    int poolSize,
            @Setting(
                            meaning =
                                    "For how long a node that starts waits for a database that cannot be reached. A wrong password"
                                            + " or a missing database ends it at once",
                            fallback = "PT2M",
                            min = "PT0S",
                            max = "PT1H",
                            example = "PT2M")
                    Duration patience)
            implements StoreSettings {
        private static final String SCHEME = "jdbc:postgresql:";

        /** @throws IllegalArgumentException if a value is out of range; the message names it */
        public PostgreSql {
            if (!url.startsWith(SCHEME)) {
                throw new IllegalArgumentException(
                        "url (" + url + ") must begin with " + SCHEME + ". Maybe " + SCHEME + "//127.0.0.1:5432/tact");
            }
            Range.require(PostgreSql.class, "poolSize", poolSize);
            Range.require(PostgreSql.class, "patience", patience);
        }
    }
}

package io.tact.server;

import io.tact.port.DataFormat;
import io.tact.server.config.ConfigFile;
import java.nio.file.Path;
import java.time.Clock;

/**
 * {@code tact serve --config} as it was when only older data formats were known: it reads and writes none that is newer. It is
 * in this package since the product has no way to be older than it is.
 */
public final class OlderNode {
    private OlderNode() {}

    /** @param arguments the configuration, and the number of the newest data format that it knows */
    public static void main(String[] arguments) throws Exception {
        DataFormat known = DataFormat.of(Integer.parseInt(arguments[1]));
        try (TactNode node = new NodeStart(
                        ConfigFile.read(Path.of(arguments[0]), System.getenv()::get), Clock.systemUTC(), known)
                .start(StoreStart::open)) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
            System.out.println("an older node serves at http://127.0.0.1:" + node.port());
            node.awaitClose();
        } catch (StartupException e) {
            System.err.println("an older node does not start: " + e.getMessage());
            System.exit(1);
        }
    }
}

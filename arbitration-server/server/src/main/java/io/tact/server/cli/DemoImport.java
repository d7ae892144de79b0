package io.tact.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Imports the demo's subscribers through the node's own HTTP interface, once per data folder. */
final class DemoImport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 512;
    private static final String MARK = "demo-subscribers-imported";

    private final NodeClient node;
    private final PrintWriter err;

    DemoImport(NodeClient node, PrintWriter err) {
        this.node = node;
        this.err = err;
    }

    /**
     * Imports them unless that was done.
     *
     * @param lines one subscriber each, as {@code POST /v1/subscribers/import} takes them
     * @param data the node's data folder; a file in it remembers that the import is complete
     */
    void into(Path data, List<String> lines) throws IOException, InterruptedException {
        Path mark = data.resolve(MARK);
        if (Files.exists(mark)) {
            err.println("The " + lines.size() + " demo subscribers are there already.");
            return;
        }
        ProgressBar bar = ProgressBar.on(err, "Importing subscribers", lines.size());
        for (int from = 0; from < lines.size(); from += BATCH) {
            bar.at(from);
            List<String> batch = lines.subList(from, Math.min(from + BATCH, lines.size()));
            JsonNode report = JSON.readTree(
                    node.post("/v1/subscribers/import", "application/x-ndjson", String.join("\n", batch) + "\n"));
            if (report.path("rejected").asInt() > 0) {
                throw new CommandFailedException("the node did not accept every demo subscriber: "
                        + report.at("/errors/0").toString());
            }
        }
        Files.createFile(mark);
        bar.finish("done");
    }
}

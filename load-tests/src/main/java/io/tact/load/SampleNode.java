package io.tact.load;

import io.tact.server.TactNode;
import io.tact.server.config.NodeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A whole Tact node with the sample ruleset, in a process of its own. Arguments: an empty folder for its data and its
 * ruleset, the number of campaigns. Prints its port.
 */
public final class SampleNode {
    private SampleNode() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path ruleset = Files.createDirectories(folder.resolve("ruleset"));
        for (Map.Entry<String, byte[]> file :
                SampleRuleset.of(Integer.parseInt(args[1])).files().entrySet()) {
            Files.write(ruleset.resolve(file.getKey()), file.getValue());
        }
        TactNode node = TactNode.start(NodeConfig.local(0, folder.resolve("data"), ruleset));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "close"));
        Child.announce(node.port());
    }
}

package io.tact.server.cli;

import io.tact.server.StartupException;
import io.tact.server.config.NodeConfig;
import io.tact.server.demo.DemoSubscribers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One node with a believable operator's ruleset and subscribers, and a tour of it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description =
                "Runs one node with the demo ruleset and its subscribers, and prints a short tour. Ctrl-C stops it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped",
            "1:could not start: port in use, data folder locked or not writable",
            "2:the command line was wrong"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String RULESET = "rules/rulesets/telco";
    private static final String SUBSCRIBERS = "rules/samples/telco-subscribers/subscribers.csv";

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A data folder to keep. Default: a fresh one, deleted at the end.")
    private @Nullable Path data;

    @Option(names = "--train", hidden = true, description = "Takes the tour and ends, to prepare quick starts.")
    private boolean training;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private List<String> subscribers = List.of();

    @Override
    public Integer call() throws StartupException, IOException, InterruptedException {
        Path ruleset = Shipped.path(RULESET);
        subscribers = DemoSubscribers.read(Shipped.path(SUBSCRIBERS))
                .importLines(LocalDate.now(ZoneOffset.UTC))
                .toList();
        DemoFolder folder = DemoFolder.of(data);
        try (RunningNode node = started(folder, ruleset)) {
            present(node, folder);
        }
        return Main.OK;
    }

    private RunningNode started(DemoFolder folder, Path ruleset) throws StartupException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            NodeConfig config = options.alone(folder.path(), ruleset);
            return RunningNode.start(config, () -> out.println(folder.leave()));
        } catch (StartupException | RuntimeException e) {
            folder.leave();
            throw e;
        }
    }

    private void present(RunningNode node, DemoFolder folder) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        NodeClient client = new NodeClient(node.url());
        try {
            new DemoImport(client, spec.commandLine().getErr()).into(folder.path(), subscribers);
        } catch (IOException e) {
            if (node.isStopping()) {
                return;
            }
            throw e;
        }
        out.println("Tact " + ProductVersion.product() + " serves " + subscribers.size() + " subscribers with "
                + RULESET + " at " + node.url() + ". Its data is in " + folder.path() + ".");
        Tour.print(out, node.url());
        if (training) {
            Tour.walk(client);
            return;
        }
        out.println("Ctrl-C stops it.");
        out.flush();
        node.awaitStop();
    }
}

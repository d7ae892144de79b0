package io.tact.server.cli;

import io.tact.server.StartupException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Runs one node with a ruleset on a data folder, until Ctrl-C or SIGTERM.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped",
            "1:could not start: port in use, data folder locked or not writable, ruleset with errors",
            "2:the command line was wrong"
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--ruleset",
            required = true,
            paramLabel = "DIR",
            description = "The ruleset folder, e.g. rules/rulesets/telco.")
    @SuppressWarnings("NullAway.Init")
    private Path ruleset;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder; made if it is not there. One process at a time. Started again on it,"
                    + " everything acknowledged is there.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws StartupException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        options.warnIfExposed(spec.commandLine().getErr());
        try (RunningNode node = RunningNode.start(options.at(data, ruleset), () -> {})) {
            out.println("Tact " + ProductVersion.product() + " serves ruleset " + node.ruleset() + " at " + node.url()
                    + " (docs at " + node.url() + "/docs). Ctrl-C stops it.");
            out.flush();
            node.awaitStop();
        }
        return Main.OK;
    }
}

package io.tact.server.cli;

import io.tact.server.StartupException;
import io.tact.server.config.BrokenConfigException;
import io.tact.server.config.ConfigFile;
import io.tact.server.config.NodeConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
        description = "Runs one node until Ctrl-C or SIGTERM: as a configuration file says, or with a ruleset on a data"
                + " folder.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped",
            "1:could not start: configuration or ruleset with errors, port in use, data folder locked or not writable;"
                    + " or could not go on: its cluster does not take it back",
            "2:the command line was wrong"
        })
final class ServeCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private What what;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What to serve: one of both. */
    static final class What {
        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "The configuration of the node; its keys are in"
                        + " arbitration-server/server/docs/configuration.md.")
        private @Nullable Path config;

        @ArgGroup(exclusive = false)
        private @Nullable Folders folders;
    }

    /** A node alone, without a file. */
    static final class Folders {
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
    }

    @Override
    public Integer call() throws StartupException, BrokenConfigException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        NodeConfig config = config();
        try (RunningNode node = RunningNode.start(config, () -> {})) {
            out.println("Tact " + ProductVersion.product() + " serves ruleset " + node.ruleset() + " at " + node.url()
                    + " (docs at " + node.url() + "/docs). Ctrl-C stops it.");
            out.flush();
            node.awaitStop();
        }
        return Main.OK;
    }

    private NodeConfig config() throws BrokenConfigException {
        Map<String, String> environment = System.getenv();
        if (what.config != null) {
            return options.in(ConfigFile.read(what.config, environment::get));
        }
        Folders folders = Objects.requireNonNull(what.folders);
        return options.alone(folders.data, folders.ruleset);
    }
}

package io.tact.server.cli;

import io.tact.server.StartupException;
import io.tact.server.Tombstones;
import io.tact.server.config.BrokenConfigException;
import io.tact.server.config.ConfigFile;
import io.tact.server.config.StoreSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what erasures left under ids and numbers. */
@Command(
        name = "remove-tombstones",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description =
                "Removes the empty records that erasures left under the ids and numbers of those who were erased. Only"
                        + " while no node runs on the store: nodes hold versions of them in memory. Hashes of addresses that had said"
                        + " no, and the audit, stay.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:removed",
            "1:nothing was removed: a node runs on the store, or it cannot be used",
            "2:the command line was wrong"
        })
final class RemoveTombstonesCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Where where;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Where the store is: one of both. */
    static final class Where {
        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "The configuration of a node, which names the store.")
        private @Nullable Path config;

        @Option(names = "--data", required = true, paramLabel = "DIR", description = "The data folder of a node alone.")
        private @Nullable Path data;
    }

    @Override
    public Integer call() throws StartupException, BrokenConfigException {
        PrintWriter out = spec.commandLine().getOut();
        long removed = Tombstones.remove(store());
        out.println(removed + " records that erasures had left empty were removed.");
        out.flush();
        return Main.OK;
    }

    private StoreSettings store() throws BrokenConfigException {
        return where.config == null
                ? new StoreSettings.Embedded(Objects.requireNonNull(where.data))
                : ConfigFile.read(where.config, System.getenv()::get).store();
    }
}

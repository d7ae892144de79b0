package io.tact.server.cli;

import io.tact.server.StartupException;
import io.tact.server.config.BrokenConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code tact}. Without a subcommand it prints its help. */
@Command(
        name = "tact",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Decides, in one step, who may be told what, on which channel, now; and can say why.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            SimulateCommand.class,
            TemplateCommand.class,
            ConvertCommand.class,
            PacksCommand.class,
            KeyCommand.class,
            RemoveTombstonesCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it failed, and one line says why", "2:the command line was wrong"},
        footer = {"", "To begin: ./tact demo"})
public final class Main implements Runnable {
    /** Done. */
    public static final int OK = 0;

    /** It failed; standard error says why. */
    public static final int FAILED = 1;

    /** The command line was wrong. */
    public static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, ready to parse or execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> misused(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(command.getErr(), failure));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("tact: " + wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("Help: ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        return USAGE;
    }

    private static int failed(PrintWriter err, Exception failure) {
        if (failure instanceof StartupException startup) {
            err.println("tact: " + startup.getMessage());
            startup.problems().forEach(problem -> err.println("  " + problem));
        } else if (failure instanceof BrokenConfigException config) {
            err.println("tact: " + config.getMessage());
            config.problems().forEach(problem -> err.println("  " + problem));
        } else if (failure instanceof CommandFailedException) {
            err.println("tact: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        return FAILED;
    }
}

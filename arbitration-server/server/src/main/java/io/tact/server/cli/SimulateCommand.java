package io.tact.server.cli;

import io.tact.port.CompiledRuleset;
import io.tact.port.RulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.rules.simulation.SimulationException;
import io.tact.rules.simulation.Simulator;
import io.tact.server.Geography;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a stream of wanted contacts against a ruleset, or two, in virtual time. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Replays a stream of wanted contacts against a ruleset in virtual time: each is judged at its own instant,",
            "and one that is granted is history for the next. Writes decisions.csv and summary.json."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the ruleset or the rows have errors, or a file cannot be read or written; nothing was written",
            "2:the command line was wrong"
        },
        footer = {
            "",
            "The contacts have columns at, subscriber, campaign and, as far as they say more, offer, treatment, channel,",
            "direction, purpose, category, subject, sender, sender_class, zone, jurisdiction, language. A row with channel",
            "and purpose needs no catalogue entry. Contacts and profiles may be packed with gzip."
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--ruleset", required = true, paramLabel = "DIR", description = "The ruleset folder.")
    @SuppressWarnings("NullAway.Init")
    private Path ruleset;

    @Option(names = "--contacts", required = true, paramLabel = "FILE", description = "The wanted contacts, CSV.")
    @SuppressWarnings("NullAway.Init")
    private Path contacts;

    @Option(
            names = "--profiles",
            paramLabel = "FILE",
            description = "What is known of the subscribers, CSV: subscriber, zone, jurisdiction, language, attributes,"
                    + " and columns such as consent:SMS/MARKETING.")
    private @Nullable Path profiles;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write; made if missing.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--vs", paramLabel = "DIR", description = "A second ruleset, to compare with on the same stream.")
    private @Nullable Path versus;

    @Option(
            names = "--control",
            description = "Lets control groups hold contacts back, as in live traffic. Without, nobody is control.")
    private boolean control;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        requireFile(contacts);
        if (profiles != null) {
            requireFile(profiles);
        }
        CompiledRuleset compiled = compile(ruleset, err);
        CompiledRuleset other = versus == null ? null : compile(versus, err);
        try {
            Simulator.Result result = Simulator.run(
                    new Simulator.Job(compiled, other, contacts, profiles, out, control, Geography.locator()),
                    new SimulationProgress(err));
            result.warnings().forEach(err::println);
            SimulationTold.print(spec.commandLine().getOut(), result, out);
            return Main.OK;
        } catch (SimulationException e) {
            return failed(e, err);
        } catch (IOException e) {
            throw new CommandFailedException(told(e), e);
        } finally {
            compiled.evaluator().close();
            if (other != null) {
                other.evaluator().close();
            }
        }
    }

    private static int failed(SimulationException e, PrintWriter err) {
        if (e.problems().isEmpty()) {
            throw new CommandFailedException(e.getMessage() + ". Nothing was written.", e);
        }
        e.problems().forEach(err::println);
        long more = e.total() - e.problems().size();
        if (more > 0) {
            err.println("… and " + more + " more");
        }
        err.println("tact: the input has " + e.total() + (e.total() == 1 ? " error" : " errors")
                + ". Nothing was written.");
        return Main.FAILED;
    }

    private static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailedException(file + (Files.exists(file) ? " is not a regular file" : " is not there")
                    + ". Maybe check its name.");
        }
    }

    private static CompiledRuleset compile(Path folder, PrintWriter err) {
        try {
            RulesetCompiler.Compilation compilation = Geography.compiler().compile(RulesetFolder.read(folder));
            compilation.problems().forEach(err::println);
            return compilation
                    .ruleset()
                    .orElseThrow(() -> new CommandFailedException("the ruleset " + folder + " has errors"));
        } catch (IOException e) {
            throw new CommandFailedException(told(e), e);
        }
    }

    private static String told(IOException e) {
        return e instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + " cannot be read or written (" + e.getClass().getSimpleName() + ")"
                : String.valueOf(e.getMessage());
    }
}

package io.tact.server.cli;

import io.tact.rules.RulesetFolder;
import io.tact.rules.drools.DrlPrinter;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.JunitXml;
import io.tact.rules.tables.ParsedRuleset;
import io.tact.ruleset.Problem;
import io.tact.server.Geography;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks rulesets as their authors do before they go live. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Checks rulesets: every error of their files at once, and whether their scenarios pass.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no error, and every scenario passed",
            "1:an error, or a scenario that failed",
            "2:the command line was wrong"
        },
        footer = {"", "For example: ./tact check rules/rulesets/telco"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The ruleset folders, e.g. rules/rulesets/telco.")
    private List<Path> folders = List.of();

    @Option(names = "--coverage", description = "Lists each row, treatment and rule that no scenario hits.")
    private boolean coverage;

    @Option(
            names = "--as-drl",
            description = "Prints the DRL that the tables are equal to instead, and runs no scenarios.")
    private boolean asDrl;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also writes the results as JUnit XML.")
    private @Nullable Path junit;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return asDrl ? printAsDrl() : check();
    }

    private int printAsDrl() {
        boolean wrong = false;
        for (Path folder : folders) {
            List<Problem> problems = new ArrayList<>();
            try {
                ParsedRuleset tables = Geography.compiler().parse(RulesetFolder.read(folder), problems);
                problems.forEach(spec.commandLine().getErr()::println);
                if (problems.stream().noneMatch(Problem::isError)) {
                    spec.commandLine().getOut().println(DrlPrinter.print(tables));
                    continue;
                }
            } catch (IOException e) {
                spec.commandLine().getErr().println("tact: " + e.getMessage());
            }
            wrong = true;
        }
        spec.commandLine().getOut().flush();
        return wrong ? Main.FAILED : Main.OK;
    }

    private int check() {
        PrintWriter out = spec.commandLine().getOut();
        List<CheckReport> reports = new ArrayList<>();
        for (Path folder : folders) {
            CheckReport report = Geography.check().check(folder);
            reports.add(report);
            if (folders.size() > 1) {
                out.println(folder);
            }
            report.findings(coverage).forEach(out::println);
            report.ruleset().ifPresent(r -> r.evaluator().close());
        }
        write(reports);
        int passed = reports.stream().mapToInt(CheckReport::passed).sum();
        int failed = reports.stream().mapToInt(CheckReport::failed).sum();
        out.println(CheckReport.verdict(passed, failed));
        out.flush();
        return failed == 0 ? Main.OK : Main.FAILED;
    }

    private void write(List<CheckReport> reports) {
        if (junit == null) {
            return;
        }
        try {
            Files.writeString(junit, JunitXml.of(reports));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "--junit " + junit + " cannot be written (" + e.getClass().getSimpleName()
                            + "). Maybe name a file in a folder that is there, and that this user may write to",
                    e);
        }
    }
}

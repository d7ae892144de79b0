package io.tact.server.cli;

import io.tact.rules.authoring.Template;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a workbook to begin with. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Writes a workbook with every table that a ruleset may have: each column with a comment and, where there are few,",
            "a list of choices, and example rows that are a small ruleset together."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the file is there already, or cannot be written", "2:the command line was wrong"},
        footer = {"", "For example: ./tact template --out my-ruleset/policy.xlsx"})
final class TemplateCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "policy.xlsx",
            description = "The workbook to write. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("policy.xlsx");

    @Option(names = "--empty", description = "Writes no example rows.")
    private boolean empty;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        NewFiles.write(out, Template.workbook(!empty));
        PrintWriter to = spec.commandLine().getOut();
        to.println(out
                + " has every table, one per sheet. A ruleset is a folder with it as policy.xlsx, and a ruleset.yaml"
                + " such as");
        to.println();
        Template.SETTINGS.lines().forEach(line -> to.println("    " + line));
        to.println();
        to.println("./tact check FOLDER then says what is wrong, by cell.");
        to.flush();
        return Main.OK;
    }
}

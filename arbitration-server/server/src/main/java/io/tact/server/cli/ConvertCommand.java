package io.tact.server.cli;

import io.tact.rules.RulesetFolder;
import io.tact.rules.authoring.Conversion;
import io.tact.rules.scenarios.ScenarioConversion;
import io.tact.ruleset.Problem;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns tables from CSV files into a workbook, and back. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Writes the tables of a ruleset as one workbook, or as CSV files, cell by cell the same: the version of the",
            "ruleset stays as it is. Its other files, such as ruleset.yaml and rules, stay files, and are named at the end.",
            "The ruleset's own files are not changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a table cannot be read, or a file is there already or cannot be written; nothing was written",
            "2:the command line was wrong"
        },
        footer = {
            "",
            "For example: ./tact convert rules/rulesets/telco --out policy.xlsx",
            "and back:    ./tact convert my-ruleset --out my-tables/"
        })
final class ConvertCommand implements Callable<Integer> {
    private static final String WORKBOOK = ".xlsx";

    @Parameters(paramLabel = "DIR", description = "The folder of a ruleset, or of a pack.")
    private Path folder = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE|DIR",
            description = "A workbook to write, ending in .xlsx; or a folder for CSV files.")
    private Path out = Path.of("");

    @Option(
            names = "--scenarios",
            description =
                    "Also writes the scenarios of YAML files as the table scenarios, as far as nothing is lost; comments"
                            + " become notes.")
    private boolean scenarios;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        RulesetSource source = source();
        Conversion conversion = read(source);
        ScenarioConversion moved = scenarios
                ? ScenarioConversion.of(source, conversion.scenarios())
                : new ScenarioConversion(Optional.empty(), List.of(), new TreeMap<>());
        conversion = moved.table().map(conversion::withScenarios).orElse(conversion);
        if (conversion.tables().isEmpty()) {
            throw new CommandFailedException(folder + " has no tables. Maybe it is not the folder of a ruleset.");
        }
        PrintWriter to = spec.commandLine().getOut();
        String tables = String.join(", ", conversion.tables());
        if (out.toString().endsWith(WORKBOOK)) {
            NewFiles.write(out, conversion.workbook());
            to.println(out + " has the sheets " + tables
                    + ". It takes the place of their CSV files: a table must not be in" + " both.");
        } else {
            writeCsv(conversion.csv());
            to.println(out + " has the tables " + tables
                    + ". They take the place of policy.xlsx: a table must not be in" + " both.");
        }
        tellOfFiles(to, source, moved);
        to.flush();
        return Main.OK;
    }

    private static void tellOfFiles(PrintWriter to, RulesetSource source, ScenarioConversion scenarios) {
        if (!scenarios.moved().isEmpty()) {
            to.println(
                    "Its table scenarios takes the place of " + String.join(", ", scenarios.moved())
                            + ": leave these out. The version of the ruleset becomes another, as its scenarios are part of it.");
        }
        scenarios.stay().forEach((file, why) -> to.println(file + " stays a file: " + why + "."));
        List<String> others = source.files().keySet().stream()
                .filter(file -> !Conversion.isTable(file) && !file.startsWith("packs/"))
                .filter(file ->
                        !scenarios.moved().contains(file) && !scenarios.stay().containsKey(file))
                .toList();
        if (!others.isEmpty()) {
            to.println("These stay files, and belong beside it: " + String.join(", ", others) + ".");
        }
    }

    private RulesetSource source() {
        try {
            return RulesetFolder.read(folder);
        } catch (IOException e) {
            throw new CommandFailedException(e.getMessage() + ".", e);
        }
    }

    private Conversion read(RulesetSource source) {
        List<Problem> problems = new ArrayList<>();
        Conversion conversion = Conversion.of(source, problems);
        List<Problem> errors = problems.stream()
                .filter(Problem::isError)
                .sorted(Problem.BY_PLACE)
                .toList();
        errors.forEach(spec.commandLine().getErr()::println);
        if (!errors.isEmpty()) {
            throw new CommandFailedException("the tables have errors, and " + out + " was not written.");
        }
        return conversion;
    }

    private void writeCsv(SortedMap<String, byte[]> files) {
        for (String file : files.keySet()) {
            if (Files.exists(out.resolve(file))) {
                throw new CommandFailedException(
                        out.resolve(file) + " is there already. Maybe choose another folder, or delete it.");
            }
        }
        files.forEach((file, content) -> NewFiles.write(out.resolve(file), content));
    }
}

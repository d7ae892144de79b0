package io.tact.server.cli;

import io.tact.geography.DataVersions;
import io.tact.geography.JollydayHolidays;
import io.tact.rules.packs.Packs;
import io.tact.rules.packs.PacksPage;
import io.tact.rules.packs.ShownPack;
import io.tact.ruleset.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists packs, and makes a page of them for who must answer for compliance. */
@Command(
        name = "packs",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Lists legal packs, and writes one page with every row in words: what it says, with what force, from when,",
            "by which citation, and whether it was verified. It is not legal advice."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a pack has errors, or a file cannot be read or written; nothing was written",
            "2:the command line was wrong"
        },
        footer = {"", "For example: ./tact packs --out packs.html"})
final class PacksCommand implements Callable<Integer> {
    private static final String PACKS = "rules/packs";

    @Parameters(
            arity = "0..*",
            paramLabel = "DIR",
            description =
                    "Folders of packs, or with packs in them. Default: the packs that came with Tact, " + PACKS + ".")
    private List<Path> folders = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also writes the page, HTML that needs no network, into this file.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        List<ShownPack> packs = read(problems);
        problems.forEach(spec.commandLine().getErr()::println);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new CommandFailedException("the packs have errors"
                    + (out == null ? "" : ", and " + out + " was not written") + ". Maybe run ./tact check on them.");
        }
        if (out != null) {
            write(out, PacksPage.of(packs, versions()));
        }
        print(packs);
        return Main.OK;
    }

    private List<ShownPack> read(List<Problem> problems) {
        try {
            List<Path> all = folders.isEmpty() ? List.of(Shipped.path(PACKS)) : folders;
            return Packs.read(all, new JollydayHolidays(), problems);
        } catch (IOException e) {
            throw new CommandFailedException(told(e), e);
        }
    }

    private void print(List<ShownPack> packs) {
        PrintWriter to = spec.commandLine().getOut();
        int widest = packs.stream().mapToInt(p -> p.reference().length()).max().orElse(0);
        String format = "%-" + Math.max(widest, "pack".length()) + "s  %-8s  %-10s  %5s  %12s  %s";
        to.println(String.format(Locale.ROOT, format, "pack", "status", "reviewed", "rows", "not verified", "title"));
        for (ShownPack p : packs) {
            to.println(String.format(
                    Locale.ROOT,
                    format,
                    p.reference(),
                    p.pack().status(),
                    p.pack().reviewed(),
                    p.rows().size(),
                    p.unverified() == 0 ? "" : p.unverified(),
                    p.pack().title()));
        }
        int rows = packs.stream().mapToInt(p -> p.rows().size()).sum();
        to.println(packs.size() + (packs.size() == 1 ? " pack, " : " packs, ") + rows + (rows == 1 ? " row" : " rows")
                + ". This is not legal advice.");
        if (out != null) {
            to.println("Every row, in words, is in " + out + ".");
        }
        to.flush();
    }

    private static void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new CommandFailedException(
                    file + " cannot be written. Maybe its folder is not there, or must not be written to.", e);
        }
    }

    private static List<String> versions() {
        DataVersions data = DataVersions.current();
        return List.of(
                "Tact " + ProductVersion.product(),
                "tz database " + data.clocks(),
                "holidays of Jollyday " + data.holidays());
    }

    private static String told(IOException e) {
        return e instanceof FileSystemException file && file.getReason() == null
                ? file.getFile() + " cannot be read (" + e.getClass().getSimpleName() + ")"
                : String.valueOf(e.getMessage());
    }
}

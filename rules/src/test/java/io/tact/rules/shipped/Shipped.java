package io.tact.rules.shipped;

import io.tact.arbitration.Locator;
import io.tact.geography.JollydayHolidays;
import io.tact.geography.LibraryNumberPlan;
import io.tact.geography.TzdbCountryZones;
import io.tact.port.CountryZones;
import io.tact.port.HolidaySource;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.rules.scenarios.CheckReport;
import io.tact.rules.scenarios.RulesetCheck;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the shipped rulesets stand, and how they are checked. */
final class Shipped {
    static final Path RULESETS = Path.of("rulesets");
    static final Path TELCO = RULESETS.resolve("telco");
    static final Path PACKS = Path.of("packs");
    static final Path CONTACTS = Path.of("samples/complete-journey/contacts.csv");

    private static final CountryZones COUNTRIES = new TzdbCountryZones();
    private static final HolidaySource HOLIDAYS = new JollydayHolidays();
    static final Locator LOCATOR = new Locator(new LibraryNumberPlan(COUNTRIES), COUNTRIES);

    private Shipped() {}

    static List<Path> rulesets() throws IOException {
        try (Stream<Path> folders = Files.list(RULESETS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Every folder with a {@code pack.yaml}. */
    static List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.walk(PACKS)) {
            return files.filter(file -> file.endsWith("pack.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /** A compiler that knows the holidays of the world. */
    static DefaultRulesetCompiler compiler() {
        return new DefaultRulesetCompiler(HOLIDAYS);
    }

    static CheckReport check(RulesetSource source) {
        CheckReport report = new RulesetCheck(compiler(), LOCATOR).check(source);
        report.ruleset().ifPresent(compiled -> compiled.evaluator().close());
        return report;
    }

    /** A ruleset with one file taken away. */
    static RulesetSource without(Path folder, String file) throws IOException {
        RulesetSource whole = RulesetFolder.read(folder);
        SortedMap<String, byte[]> files = new TreeMap<>(whole.files());
        if (files.remove(file) == null) {
            throw new IllegalArgumentException(folder + " has no file " + file);
        }
        return new RulesetSource(whole.folder(), files);
    }
}

package io.tact.load;

import io.tact.arbitration.ActiveRuleset;
import io.tact.arbitration.ArbitrationRequest;
import io.tact.arbitration.Decider;
import io.tact.arbitration.Decision;
import io.tact.arbitration.Explain;
import io.tact.arbitration.Locator;
import io.tact.arbitration.SubscriberRef;
import io.tact.geography.JollydayHolidays;
import io.tact.geography.LibraryNumberPlan;
import io.tact.geography.TzdbCountryZones;
import io.tact.history.ContactHistory;
import io.tact.model.Direction;
import io.tact.model.Subscriber;
import io.tact.port.RulesetCompiler.Compilation;
import io.tact.rules.DefaultRulesetCompiler;
import io.tact.rules.RulesetFolder;
import io.tact.ruleset.RulesetSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What legal packs cost the decision core, in µs on one thread: the demo ruleset without its DRL, for a subscriber in France,
 * with no pack, with that of France, with those of France and the United States, and with twenty-five of which one applies.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls setup before anything else
public class LegalPacksBenchmark {
    private static final Map<String, List<String>> PACKS = Map.of(
            "none", List.of(),
            "fr", List.of("fr"),
            "fr+us", List.of("fr", "us", "us-fl", "us-ok", "us-tx"),
            "25",
                    List.of(
                            "fr", "us", "us-fl", "us-ok", "us-tx", "us-la", "us-md", "us-wa", "za", "ae", "vn", "no",
                            "es", "it", "ca", "au", "nz", "ph", "kr", "br", "co", "cl", "ru", "gb", "de"));

    @Param({"none", "fr", "fr+us", "25"})
    public String packs;

    private Decider decider;
    private ArbitrationRequest request;
    private Subscriber subscriber;
    private ContactHistory history;

    @Setup
    public void compile() throws IOException {
        Path rules = Path.of("rules").toAbsolutePath();
        Path copy = Files.createTempDirectory(rules.resolve("..").resolve("load-tests/target"), "packs");
        RulesetSource source = read(rules, copy);
        Compilation compilation = new DefaultRulesetCompiler(new JollydayHolidays()).compile(source);
        Locator locator = new Locator(new LibraryNumberPlan(new TzdbCountryZones()), new TzdbCountryZones());
        decider = new Decider(new ActiveRuleset(
                compilation
                        .ruleset()
                        .orElseThrow(() ->
                                new IllegalStateException(compilation.problems().toString())),
                1,
                locator));
        request = new ArbitrationRequest(
                new SubscriberRef.ById("S-1"),
                Direction.OUTBOUND,
                List.of(),
                List.of(),
                Map.of(),
                1,
                true,
                Explain.REASONS,
                false,
                null);
        history = SampleAccount.history(SampleAccount.demoSubscriber("S-1"));
        subscriber = history.subscribers().get(0);
        Decision decision = decide();
        int eligible = decision.selected().size() + decision.others().size();
        if (eligible < 20) {
            throw new IllegalStateException(
                    "the sample must have at least 20 eligible candidates, not " + eligible + ": " + decision.counts());
        }
    }

    /** The demo ruleset in a folder of its own, beside the packs, with other packs included and without its DRL. */
    private RulesetSource read(Path rules, Path copy) throws IOException {
        Path ruleset = Files.createDirectories(copy.resolve("rulesets/telco"));
        try (Stream<Path> files = Files.list(rules.resolve("rulesets/telco"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                Files.copy(file, ruleset.resolve(file.getFileName()));
            }
        }
        copyPacks(rules.resolve("packs"), copy.resolve("packs"));
        String names = Objects.requireNonNull(PACKS.get(packs)).stream()
                .map("legal/"::concat)
                .toList()
                .toString();
        Files.writeString(
                ruleset.resolve("ruleset.yaml"),
                "name: telco\nzone: Europe/Paris\nunknownZones: [Europe/Paris]\nlanguage: fr\nincludes: " + names
                        + "\n",
                StandardCharsets.UTF_8);
        return RulesetFolder.read(ruleset);
    }

    private static void copyPacks(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Benchmark
    public Decision decide() {
        return decider.decide(request, subscriber, history, SampleAccount.NOW, "0000000000000000000000000a");
    }
}
